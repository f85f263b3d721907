package io.atelier.lab.report;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Scores;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of epochs, with a column for the loss and each metric, in training and validation:
 * {@code epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds}.
 */
public final class HistoryCsv {
  private HistoryCsv() {}

  /**
   * {@return the table; epochs count from 1, validation is empty where there was none}
   *
   * @param metrics names of the metrics that are watched
   */
  public static String of(History history, List<String> metrics) {
    HistoryColumns columns =
        history.epochs().isEmpty()
            ? new HistoryColumns(metrics)
            : HistoryColumns.of(history.epochs().get(0));
    return Stream.concat(Stream.of(columns.header()), rows(history).stream())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** {@return the rows of the table, without its header} */
  public static List<String> rows(History history) {
    return history.epochs().stream().map(HistoryCsv::row).toList();
  }

  /**
   * {@return in which line and column rows differ from what they were: {@code line 3 of history.csv
   * with val_loss 0.5 instead of 0.4}}
   *
   * @param metrics names of the metrics that are watched
   */
  public static List<String> differences(
      List<String> now, List<String> before, List<String> metrics) {
    List<String> found = new ArrayList<>();
    List<String> names = new HistoryColumns(metrics).names();
    for (int row = 0; row < Math.min(now.size(), before.size()); row++) {
      String[] cells = now.get(row).split(",", -1);
      String[] then = before.get(row).split(",", -1);
      for (int column = 0; column < Math.min(cells.length, then.length); column++) {
        if (!cells[column].equals(then[column])) {
          found.add(
              "line %s of history.csv with %s %s instead of %s"
                  .formatted(
                      Integer.toString(row + 2),
                      column < names.size() ? names.get(column) : "a value",
                      cells[column],
                      then[column]));
        }
      }
    }
    if (now.size() != before.size()) {
      found.add(
          "history.csv with %s epochs instead of %s"
              .formatted(Integer.toString(now.size()), Integer.toString(before.size())));
    }
    return found;
  }

  /**
   * {@return the epochs of a table, so that {@link #of} gives the same table again; seconds have
   * three digits}
   *
   * @throws IllegalArgumentException if it is none, or a number in it is none that a training gives
   */
  public static History parse(String table) {
    List<String> lines = table.lines().toList();
    HistoryColumns columns = HistoryColumns.of(lines.isEmpty() ? "" : lines.get(0));
    require(
        columns,
        !lines.isEmpty() && lines.get(0).equals(columns.header()) && table.endsWith("\n"),
        1);
    History history = History.EMPTY;
    for (int line = 1; line < lines.size(); line++) {
      history = history.with(epoch(columns, lines.get(line).split(",", -1), line));
    }
    return history;
  }

  private static EpochResult epoch(HistoryColumns columns, String[] cells, int number) {
    int line = number + 1;
    int each = 1 + columns.metrics().size();
    require(
        columns,
        cells.length == columns.names().size() && cells[0].equals(Integer.toString(number)),
        line);
    long empty = Stream.of(cells).skip(1L + each).limit(each).filter(String::isEmpty).count();
    require(columns, empty == 0 || empty == each, line);
    try {
      EpochResult read =
          new EpochResult(
              number - 1,
              columns.scores(cells, 1),
              empty > 0 ? Optional.empty() : Optional.of(columns.scores(cells, 1 + each)),
              Float.parseFloat(cells[1 + 2 * each]),
              Duration.ofMillis(
                  new BigDecimal(cells[2 + 2 * each]).movePointRight(3).longValueExact()));
      HistoryRules.require(read, line);
      return read;
    } catch (ArithmeticException | NumberFormatException e) {
      throw damaged(columns, line, e);
    }
  }

  private static void require(HistoryColumns columns, boolean holds, int line) {
    if (!holds) {
      throw damaged(columns, line, null);
    }
  }

  private static IllegalArgumentException damaged(
      HistoryColumns columns, int line, Throwable cause) {
    return new IllegalArgumentException(
        "line " + line + " is no row of " + columns.header(), cause);
  }

  private static String row(EpochResult epoch) {
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(epoch.epoch() + 1));
    cells.addAll(cells(epoch.training()));
    cells.addAll(
        epoch
            .validation()
            .map(HistoryCsv::cells)
            .orElseGet(() -> cells(epoch.training()).stream().map(cell -> "").toList()));
    cells.add(number(epoch.learningRate()));
    cells.add(
        BigDecimal.valueOf(epoch.took().toNanos(), 9)
            .setScale(3, RoundingMode.HALF_UP)
            .toPlainString());
    return String.join(",", cells);
  }

  private static List<String> cells(Scores scores) {
    return Stream.concat(Stream.of(scores.loss()), scores.metrics().values().stream())
        .map(HistoryCsv::number)
        .toList();
  }

  /** All of them are float32: their shortest decimal. */
  private static String number(double value) {
    return Float.toString((float) value);
  }
}
