package io.atelier.data.image;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSetException;
import io.atelier.data.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of pictures without labels, as they are given to a trained model.
 *
 * <pre>{@code
 * for (Path file : PictureFiles.in(Path.of("holiday"))) {
 *   ByteValues picture = PictureFiles.read(file, options);         // [1, height, width, channels]
 * }
 * }</pre>
 */
public final class PictureFiles {
  private static final long LARGEST = 1L << 29;

  private PictureFiles() {}

  /**
   * {@return the pictures (bmp, gif, jpeg, jpg, png) in a folder and in all folders below it,
   * sorted by folder, then by name}
   *
   * @throws IOException if there is none, or a folder cannot be read
   */
  public static List<Path> in(Path folder) throws IOException {
    Given.required(folder, "PictureFiles", "a folder", "name one with pictures");
    String here = ".";
    List<Path> files =
        ImageWalk.pictures(folder, here).stream()
            .map(file -> folder.resolve(file.path().substring(here.length() + 1)))
            .toList();
    if (files.isEmpty()) {
      throw new DataSetException(
          "%s needs pictures (bmp, gif, jpg, png) in it, got none; name another folder, or the files"
              .formatted(folder));
    }
    return files;
  }

  /**
   * {@return a picture, {@code [1, height, width, channels]}}
   *
   * @param options how it is decoded and resized: those of the pictures that the model was trained
   *     on
   * @throws IOException if it cannot be read or is no picture; the message names it
   */
  public static ByteValues read(Path file, ImageOptions options) throws IOException {
    Given.required(file, "PictureFiles", "a file", "name a picture");
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new DataSetException(
          "%s needs to be a file that can be read, got %s; check the path"
              .formatted(
                  file,
                  Files.isDirectory(file)
                      ? "a folder"
                      : Files.exists(file) ? "one that cannot" : "nothing there"));
    }
    if (Files.size(file) > LARGEST) {
      throw new DataSetException(
          "%s needs at most 512 MiB, got %s bytes; make it smaller"
              .formatted(file, Files.size(file)));
    }
    try {
      return ImageDecoder.installed().decode(Files.readAllBytes(file), options);
    } catch (BrokenImageException e) {
      throw new DataSetException(
          "%s is not a picture that can be read (%s); give a BMP, GIF, JPEG or PNG"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
