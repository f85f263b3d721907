package io.atelier.cli.picture;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a picture's file notes about the picture, in the form that the EXIF standard took from TIFF.
 *
 * @param directories of notes, one for each picture in the file
 */
record Exif(List<ExifIFD0Directory> directories) {

  /**
   * {@return the notes of a file; none if its format has none, or they are damaged: the picture
   * itself is not}
   */
  static Exif of(Path file) {
    try {
      return new Exif(
          List.copyOf(
              ImageMetadataReader.readMetadata(file.toFile())
                  .getDirectoriesOfType(ExifIFD0Directory.class)));
    } catch (ImageProcessingException | IOException | RuntimeException e) {
      return new Exif(List.of());
    }
  }

  /** {@return a note of each picture that has it; nothing if it cannot be read} */
  <T> List<T> all(Function<ExifIFD0Directory, T> note) {
    try {
      return directories.stream().map(note).filter(Objects::nonNull).toList();
    } catch (RuntimeException e) {
      return List.of();
    }
  }
}
