package io.atelier.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.data.Given;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.config.ModelFile;
import io.atelier.engine.config.json.JsonText;
import io.atelier.engine.layer.Model;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Files with a whole model that Keras saved; whatever their name, their content says so. */
public final class KerasFile {
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};

  private KerasFile() {}

  /**
   * {@return the model of a file that Keras saved, or of one with the model's JSON: {@code Model
   * model = KerasFile.model(Path.of("best.keras"))}} Its weights are not read.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is damaged, holds something else, or a model that the
   *     engine cannot compute; the message names the file
   */
  public static Model model(Path file) throws IOException {
    if (!is(file)) {
      return ModelFile.read(file);
    }
    JsonNode config = config(file);
    try {
      return KerasConfig.read(config, Model.class);
    } catch (IllegalArgumentException e) {
      throw named(file, e);
    }
  }

  /**
   * {@return the JSON in a file that Keras saved, with the network, and the optimizer and loss if
   * it was compiled}
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is damaged or holds something else; the message names
   *     the file
   */
  public static JsonNode config(Path file) throws IOException {
    byte[] start = start(file);
    try {
      if (isZip(start)) {
        return JsonText.strict(KerasArchive.config(file));
      }
      if (begins(start, HDF5)) {
        return JsonText.strict(KerasHdf5.config(file));
      }
      throw new IllegalArgumentException(
          "it needs to be a model that Keras saved, a .keras or .h5 file, got neither; save it with"
              + " model.save(\"model.keras\")");
    } catch (IllegalArgumentException e) {
      throw named(file, e);
    }
  }

  /**
   * {@return whether a file is a ZIP archive or HDF5, as models are that Keras saved} What cannot
   * be read is not.
   */
  public static boolean is(Path file) {
    try {
      byte[] start = start(file);
      return isZip(start) || begins(start, HDF5);
    } catch (IOException e) {
      return false; // Whoever reads it says what is wrong.
    }
  }

  /** Nothing is taken from a pipe: it can be read only once. */
  private static byte[] start(Path file) throws IOException {
    Given.required(file, "KerasFile", "a file", "give one such as best.keras");
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return new byte[0];
    }
    try (InputStream content = Files.newInputStream(file)) {
      return content.readNBytes(HDF5.length);
    }
  }

  private static boolean isZip(byte[] start) {
    return begins(start, ZIP) || begins(start, EMPTY_ZIP);
  }

  private static boolean begins(byte[] start, byte[] with) {
    return start.length >= with.length
        && Arrays.equals(start, 0, with.length, with, 0, with.length);
  }

  private static IllegalArgumentException named(Path file, IllegalArgumentException e) {
    return new IllegalArgumentException(file + ": " + e.getMessage(), e);
  }
}
