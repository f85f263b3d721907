package io.atelier.models.run;

import io.atelier.data.table.TableEncoding;
import io.atelier.models.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How the columns of a table became numbers in a run's training: its {@code encoding.json}. */
final class TrainedEncoding {
  private static final String FILE = "encoding.json";

  private TrainedEncoding() {}

  /** Keeps the encoding, of data that have one. */
  static void write(RunFolder folder, Optional<TableEncoding> encoding) throws IOException {
    if (encoding.isPresent()) {
      Json.write(folder.file(FILE), encoding.get());
    }
  }

  /**
   * {@return the encoding that a run was trained with; empty for other data than a table}
   *
   * @throws IOException if the file is damaged
   */
  static Optional<TableEncoding> read(RunFolder folder) throws IOException {
    Path file = folder.file(FILE);
    return Files.exists(file)
        ? Optional.of(Json.read(file, TableEncoding.class))
        : Optional.empty();
  }
}
