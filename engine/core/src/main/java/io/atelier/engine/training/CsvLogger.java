package io.atelier.engine.training;

import io.atelier.data.Given;
import io.atelier.data.file.WholeFile;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the epochs into a table, a line each, as Keras does (3, {@code callbacks/csv_logger.py}):
 * {@code epoch,accuracy,learning_rate,loss,val_accuracy,val_loss}, epochs counted from 0.
 *
 * <pre>{@code new Trainer(20, List.of(new CsvLogger(Path.of("log.csv")))).fit(program); }</pre>
 *
 * <p>After each epoch the file has all epochs of the history, also those before the training went
 * on; it is replaced whole.
 *
 * @param filename path of the file; in a run's settings relative to the run's folder
 * @param separator between two values, at least one character
 */
@Keras(name = "CSVLogger", ignored = "append")
public record CsvLogger(String filename, @KerasKey(orElse = "','") String separator)
    implements Callback {
  /**
   * @throws IllegalArgumentException if the name or the separator is empty, the separator could
   *     stand in a number, or one is null
   */
  public CsvLogger {
    Given.required(filename, "CsvLogger", "a file name", "give one such as log.csv");
    Given.required(separator, "CsvLogger", "a separator", "use \",\" if unsure");
    if (filename.isBlank()) {
      throw new IllegalArgumentException(
          "CsvLogger needs the name of a file, got an empty one; give one such as log.csv");
    }
    if (separator.isEmpty() || separator.matches("(?s).*[\\w.+\\-\"\n\r].*")) {
      throw new IllegalArgumentException(
          "CsvLogger needs a separator that is in no number and no name, got \"%s\"; use \",\" or \";\""
              .formatted(separator));
    }
  }

  /** With commas. */
  public CsvLogger(Path file) {
    this(text(file), ",");
  }

  private static String text(Path path) {
    Given.required(path, "CsvLogger", "a file name", "give one such as Path.of(\"log.csv\")");
    return path.toString();
  }

  @Override
  public Callback inside(Path folder) {
    return new CsvLogger(folder.resolve(filename).toString(), separator);
  }

  @Override
  public Verdict epochEnded(History history, Learner learner) {
    Path file = Path.of(filename).toAbsolutePath();
    try {
      Files.createDirectories(file.getParent());
      WholeFile.write(file, table(history));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Verdict.CONTINUE;
  }

  private String table(History history) {
    List<String> columns = new ArrayList<>(history.last().quantities());
    columns.add(EpochResult.LEARNING_RATE);
    columns.sort(null);
    Stream<String> rows =
        history.epochs().stream()
            .map(
                epoch ->
                    line(
                        Integer.toString(epoch.epoch()),
                        columns.stream().map(column -> number(epoch, column))));
    return Stream.concat(Stream.of(line("epoch", columns.stream().map(this::quoted))), rows)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String line(String first, Stream<String> others) {
    return Stream.concat(Stream.of(first), others).collect(Collectors.joining(separator));
  }

  /** All of them are float32: their shortest decimal. */
  private static String number(EpochResult epoch, String column) {
    return epoch.quantity(column).map(value -> Float.toString(value.floatValue())).orElse("NA");
  }

  private String quoted(String name) {
    boolean plain = !name.contains(separator) && !name.contains("\"") && !name.contains("\n");
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
