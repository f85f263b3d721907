package io.atelier.models.report;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Scores;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of epochs: {@code epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds}. */
public final class HistoryCsv {
  private static final String HEADER =
      "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds";

  private HistoryCsv() {}

  /** {@return the table; epochs count from 1, validation is empty where there was none} */
  public static String of(History history) {
    return Stream.concat(Stream.of(HEADER), history.epochs().stream().map(HistoryCsv::row))
        .collect(Collectors.joining("\n", "", "\n"));
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
            String.format(Locale.ROOT, "%.3f", epoch.took().toNanos() / 1e9)));
  }

  /** All of them are float32: their shortest decimal. */
  private static String number(double value) {
    return Float.toString((float) value);
  }
}
