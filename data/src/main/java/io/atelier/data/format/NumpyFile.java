package io.atelier.data.format;

import io.atelier.data.DataSetException;
import io.atelier.data.Given;
import io.atelier.data.Values;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * An array that NumPy wrote: an NPY file, or an NPZ file with one array, or with one called {@code
 * x}. {@code Values rows = NumpyFile.read(Path.of("rows.npy"));}
 */
public final class NumpyFile {
  /** What an array of inputs may be called, the first that is there. */
  private static final List<String> INPUTS = List.of("x", "inputs", "data", "features", "images");

  private NumpyFile() {}

  /** {@return whether a file's name says that it is one} */
  public static boolean is(Path file) {
    String name = DataPath.name(file).toLowerCase(Locale.ROOT);
    return name.endsWith(".npy") || name.endsWith(".npz");
  }

  /**
   * {@return the array: bytes as they are, other numbers as the nearest float32}
   *
   * @throws IOException if there is no such file, it is damaged, or it does not say which of its
   *     arrays is meant; the message names it
   */
  public static Values read(Path file) throws IOException {
    Given.required(file, "NumpyFile", "a file", "name an NPY or NPZ file");
    Path readable = DataPath.of(file).path();
    NpyArray array =
        DataPath.name(file).toLowerCase(Locale.ROOT).endsWith(".npz")
            ? packed(readable)
            : single(readable);
    if (array.shape().isEmpty()) {
      throw new DataSetException(
          "%s needs an array [n, ...], got a single number; write it with an axis for the examples"
              .formatted(array.source()));
    }
    return array.values();
  }

  private static NpyArray single(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new DataSetException(
          "%s needs to be an NPY file, got a folder; name a file in it".formatted(file));
    }
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      return NpyArray.read(stream, file.toString());
    }
  }

  private static NpyArray packed(Path file) throws IOException {
    try (NpzFile npz = NpzFile.open(file)) {
      List<String> names = npz.names();
      String name =
          names.size() == 1
              ? names.get(0)
              : INPUTS.stream()
                  .filter(names::contains)
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new DataSetException(
                              "%s needs one array, or one called x, got %s; write it anew with numpy.savez(file, x=array)"
                                  .formatted(file, names)));
      return npz.read(name);
    }
  }
}
