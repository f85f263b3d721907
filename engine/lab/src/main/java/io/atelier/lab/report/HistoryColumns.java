package io.atelier.lab.report;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a {@link HistoryCsv}.
 *
 * @param metrics names of the metrics that are watched, in order
 */
record HistoryColumns(List<String> metrics) {
  HistoryColumns {
    metrics = List.copyOf(metrics);
  }

  static HistoryColumns of(EpochResult epoch) {
    return new HistoryColumns(List.copyOf(epoch.training().metrics().keySet()));
  }

  /** {@return the columns of a header; those of an accuracy for what is none} */
  static HistoryColumns of(String header) {
    List<String> names = List.of(header.split(",", -1));
    int metrics = (names.size() - 5) / 2;
    return metrics < 0
        ? new HistoryColumns(List.of("accuracy"))
        : new HistoryColumns(names.subList(2, 2 + metrics));
  }

  /** {@return their names, in order} */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of("epoch", "loss"));
    metrics.forEach(metric -> names.add(cell(metric)));
    names.add("val_loss");
    metrics.forEach(metric -> names.add("val_" + cell(metric)));
    names.addAll(List.of("learning_rate", "seconds"));
    return names;
  }

  /** A metric of somebody else's may have any name. */
  private static String cell(String metric) {
    return metric.replaceAll("[,\"\\s]", "_");
  }

  String header() {
    return String.join(",", names());
  }

  /** {@return the loss in a cell and the metrics in those after it} */
  Scores scores(String[] cells, int from) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < metrics.size(); i++) {
      values.put(metrics.get(i), (double) Float.parseFloat(cells[from + 1 + i]));
    }
    return new Scores(Float.parseFloat(cells[from]), values);
  }
}
