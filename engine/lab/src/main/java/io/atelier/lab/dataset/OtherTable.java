package io.atelier.lab.dataset;

import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.table.CsvFile;
import io.atelier.data.table.TableEncoding;
import io.atelier.data.table.TargetColumn;
import io.atelier.data.table.TargetKind;
import io.atelier.data.table.WeightColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table that a run was not trained on: its columns become numbers as those of the training did.
 *
 * @param encoding learned from the training data
 * @param classes whether the run tells classes apart
 * @param weights the column that says how much each row counts; empty for none
 */
public record OtherTable(TableEncoding encoding, boolean classes, Optional<String> weights) {
  /** What examples that were not trained on are called first. */
  private static final List<String> PARTS =
      List.of("test|testing", "val|valid|validation|dev", "train|training");

  /**
   * {@return all rows of a file; of a folder those of its test.csv, val.csv or train.csv, the first
   * that is there}
   *
   * @throws IOException if a column is missing, a row has no target, or a file is damaged
   */
  public DataSet read(Path path, List<String> notes) throws IOException {
    if (!Files.isDirectory(path)) {
      return read(path, path, notes);
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(path)) {
      files = listed.sorted().toList();
    }
    for (String names : PARTS) {
      for (Path file : files) {
        if (file.getFileName().toString().matches("(?i)(" + names + ")\\.(csv|tsv)(\\.gz)?")) {
          return read(path, file, notes);
        }
      }
    }
    throw new DataSetException(
        "%s needs a test.csv, got none; name the file itself".formatted(path));
  }

  private DataSet read(Path path, Path table, List<String> notes) throws IOException {
    CsvFile file = CsvFile.open(table);
    if (!file.columns().contains(encoding.target())) {
      throw new DataSetException(
          "%s needs a column %s, the right answers, got %s; add it, or use 'atelier predict'"
              .formatted(table, encoding.target(), file.columns()));
    }
    TargetColumn target =
        TargetColumn.of(
            encoding.target(), classes ? TargetKind.CLASSES : TargetKind.NUMBERS, List.of(file));
    FloatValues inputs = encoding.encode(file, notes);
    return new DataSet(
        path.toString(),
        weighed(new Examples(inputs, target.read(file, inputs.count())), file, notes),
        Optional.empty(),
        Optional.empty(),
        target.classNames(),
        Map.of());
  }

  private Examples weighed(Examples examples, CsvFile file, List<String> notes) throws IOException {
    if (weights.isEmpty()) {
      return examples;
    }
    if (!file.columns().contains(weights.get())) {
      notes.add(
          "%s has no column of weights %s, so all its rows count alike."
              .formatted(file.path(), weights.get()));
      return examples;
    }
    return examples.weighed(new WeightColumn(weights.get()).read(file, examples.size()));
  }
}
