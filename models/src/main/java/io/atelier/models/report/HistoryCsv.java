package io.atelier.models.report;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Scores;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of epochs: {@code epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds}. */
public final class HistoryCsv {
  private static final String HEADER =
      "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds";

  private HistoryCsv() {}

  /** {@return the table; epochs count from 1, validation is empty where there was none} */
  public static String of(History history) {
    return Stream.concat(Stream.of(HEADER), rows(history).stream())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** {@return the rows of the table, without its header} */
  public static List<String> rows(History history) {
    return history.epochs().stream().map(HistoryCsv::row).toList();
  }

  /**
   * {@return in which line and column rows differ from what they were: {@code line 3 of history.csv
   * with val_loss 0.5 instead of 0.4}}
   */
  public static List<String> differences(List<String> now, List<String> before) {
    List<String> found = new ArrayList<>();
    String[] names = HEADER.split(",", -1);
    for (int row = 0; row < Math.min(now.size(), before.size()); row++) {
      String[] cells = now.get(row).split(",", -1);
      String[] then = before.get(row).split(",", -1);
      for (int column = 0; column < Math.min(cells.length, then.length); column++) {
        if (!cells[column].equals(then[column])) {
          found.add(
              "line %s of history.csv with %s %s instead of %s"
                  .formatted(
                      Integer.toString(row + 2), names[column], cells[column], then[column]));
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
    require(!lines.isEmpty() && lines.get(0).equals(HEADER) && table.endsWith("\n"), 1);
    History history = History.EMPTY;
    for (int line = 1; line < lines.size(); line++) {
      history = history.with(epoch(lines.get(line).split(",", -1), line));
    }
    return history;
  }

  private static EpochResult epoch(String[] cells, int number) {
    require(cells.length == 7 && cells[0].equals(Integer.toString(number)), number + 1);
    require(cells[3].isEmpty() == cells[4].isEmpty(), number + 1);
    try {
      EpochResult read =
          new EpochResult(
              number - 1,
              scores(cells[1], cells[2]),
              cells[3].isEmpty() ? Optional.empty() : Optional.of(scores(cells[3], cells[4])),
              Float.parseFloat(cells[5]),
              Duration.ofMillis(new BigDecimal(cells[6]).movePointRight(3).longValueExact()));
      HistoryRules.require(read, number + 1);
      return read;
    } catch (ArithmeticException | NumberFormatException e) {
      throw damaged(number + 1, e);
    }
  }

  private static Scores scores(String loss, String accuracy) {
    return new Scores(
        Float.parseFloat(loss), Map.of("accuracy", (double) Float.parseFloat(accuracy)));
  }

  private static void require(boolean holds, int line) {
    if (!holds) {
      throw damaged(line, null);
    }
  }

  private static IllegalArgumentException damaged(int line, Throwable cause) {
    return new IllegalArgumentException("line " + line + " is no row of " + HEADER, cause);
  }

  private static String row(EpochResult epoch) {
    return String.join(
        ",",
        List.of(
            Integer.toString(epoch.epoch() + 1),
            number(epoch.training().loss()),
            number(epoch.training().accuracy()),
            epoch.validation().map(Scores::loss).map(HistoryCsv::number).orElse(""),
            epoch.validation().map(Scores::accuracy).map(HistoryCsv::number).orElse(""),
            number(epoch.learningRate()),
            BigDecimal.valueOf(epoch.took().toNanos(), 9)
                .setScale(3, RoundingMode.HALF_UP)
                .toPlainString()));
  }

  /** All of them are float32: their shortest decimal. */
  private static String number(double value) {
    return Float.toString((float) value);
  }
}
