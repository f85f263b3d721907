package io.atelier.cli;

import io.atelier.data.DataSetException;
import io.atelier.data.fashion.FashionMnist;
import io.atelier.lab.dataset.LoadedData;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The data set, wherever this machine has it, and copies to damage. */
public final class RealData {
  private RealData() {}

  /** {@return the data set, fetched if need be} */
  public static FashionMnist load() throws DataSetException {
    return FashionMnist.load(Optional.empty(), System.getenv(), (what, bytes, total) -> {});
  }

  /** {@return the data set as a run takes it} */
  public static LoadedData loaded() throws DataSetException {
    FashionMnist data = load();
    return LoadedData.of(data.dataSet(), data.folder());
  }

  /** {@return {@code target}, with all four files in it, linked to the real ones} */
  static Path linked(Path target) throws IOException {
    FashionMnist data = load();
    Files.createDirectories(target);
    for (String name : data.hashes().keySet()) {
      Path file = file(data, name);
      Files.createSymbolicLink(
          target.resolve(file.getFileName().toString()), file.toAbsolutePath());
    }
    return target;
  }

  /** {@return the content of a file} */
  static byte[] content(String name) throws IOException {
    Path file = file(load(), name);
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      return file.toString().endsWith(".gz")
          ? new GZIPInputStream(stream).readAllBytes()
          : stream.readAllBytes();
    }
  }

  /** Puts another content in place of a link. */
  static void replace(Path folder, String name, byte[] content) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
    Files.deleteIfExists(folder.resolve(name + ".gz"));
    Files.write(folder.resolve(name), content);
  }

  private static Path file(FashionMnist data, String name) {
    Path plain = data.folder().resolve(name);
    return Files.exists(plain) ? plain : data.folder().resolve(name + ".gz");
  }
}
