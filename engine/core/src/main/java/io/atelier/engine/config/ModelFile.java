package io.atelier.engine.config;

import io.atelier.data.Given;
import io.atelier.engine.config.json.JsonText;
import io.atelier.engine.layer.Model;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files with the config of a model. */
public final class ModelFile {
  private ModelFile() {}

  /**
   * {@return the model of a file, {@code Model model = ModelFile.read(Path.of("cnn.json"))}} See
   * {@link KerasConfig#model} for what may be in it.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it holds something else; the message names the file
   */
  public static Model read(Path file) throws IOException {
    Given.required(file, "ModelFile", "a file", "give one such as cnn.json");
    try {
      return KerasConfig.read(JsonText.strict(content(file)), Model.class);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static byte[] content(Path file) throws IOException {
    try {
      if (Files.isDirectory(file)) {
        throw new IllegalArgumentException(
            "it needs to be a file, got a folder; give the model's JSON file in it");
      }
      if (Files.size(file) > JsonText.MOST_BYTES) {
        throw new IllegalArgumentException(
            "it needs the JSON of a model, at most %s bytes, got %s; write it with model.to_json()"
                .formatted(JsonText.MOST_BYTES, Files.size(file)));
      }
      byte[] content = Files.readAllBytes(file);
      requireText(content);
      return content;
    } catch (NoSuchFileException e) {
      throw new IOException(
          "%s needs to be a file, got nothing there; check its name".formatted(file), e);
    } catch (AccessDeniedException e) {
      throw new IOException(
          "%s needs to be a file that can be read, got: permission denied; check who may read it"
              .formatted(file),
          e);
    }
  }

  /** ZIP begins with PK, HDF5 with a byte that no text has and its name. */
  private static void requireText(byte[] content) {
    boolean zip = content.length > 3 && content[0] == 'P' && content[1] == 'K' && content[2] == 3;
    boolean hdf5 = content.length > 3 && content[0] == (byte) 0x89 && content[1] == 'H';
    if (zip || hdf5) {
      throw new IllegalArgumentException(
          "it needs the JSON of a model, got %s; write that with model.to_json() in Python"
              .formatted(zip ? "a ZIP, as .keras files are" : "HDF5, as .h5 files are"));
    }
  }
}
