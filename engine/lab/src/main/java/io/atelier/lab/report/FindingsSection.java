package io.atelier.lab.report;

import io.atelier.data.Values;
import io.atelier.lab.page.Figure;
import io.atelier.lab.page.Heading;
import io.atelier.lab.page.Numbers;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.SideBySide;
import io.atelier.lab.page.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the answers to the test set show: of classes, of labels or of numbers. */
final class FindingsSection {
  /** Numbers whose charts are drawn. */
  private static final int DRAWN = 4;

  private FindingsSection() {}

  static List<Part> of(Report report, TestSet test) {
    List<Part> parts = new ArrayList<>();
    if (report.confusionMatrix() != null) {
      parts.add(new Heading(2, "Confusion matrix on the test set"));
      parts.add(
          new Confusion(
              "confusion",
              "How often each actual class (row) was taken for which class (column).",
              report.confusionMatrix(),
              test.classNames()));
    }
    if (report.classCounts() != null) {
      boolean labels = report.worstMistakes() == null;
      parts.add(new Heading(2, (labels ? "Labels" : "Classes") + " on the test set"));
      parts.add(ClassTable.of(labels ? "label" : "class", test.classNames(), report.classCounts()));
    }
    if (report.worstMistakes() != null && !report.worstMistakes().isEmpty()) {
      parts.add(new Heading(2, "Worst mistakes"));
      parts.add(mistakes(report.worstMistakes(), test));
    }
    if (report.numbers() != null) {
      parts.add(new Heading(2, "Predictions on the test set"));
      parts.addAll(numbers(report.numbers()));
    }
    return parts;
  }

  private static Part mistakes(List<Mistake> mistakes, TestSet test) {
    Optional<Values> pictures = test.pictures();
    return pictures.isEmpty()
        ? Mistakes.table(mistakes, test.classNames())
        : Mistakes.figure(
            "mistakes",
            "The test images of the highest loss: their class and what they were taken for.",
            mistakes,
            pictures.get(),
            test.classNames());
  }

  private static List<Part> numbers(List<NumberScores> all) {
    List<Part> parts = new ArrayList<>();
    for (NumberScores scores : all) {
      if (all.size() > 1) {
        parts.add(new Heading(3, ScoresInWords.capital(scores.name())));
      }
      parts.add(Table.of(rows(scores)));
      if (parts.size() <= 3 * DRAWN) {
        parts.add(
            SideBySide.of(
                Figure.drawn(
                    "scatter-" + scores.name(),
                    scores.points().size() < scores.count()
                        ? "Predicted over actual values of %s of the %s test examples, evenly spaced."
                            .formatted(scores.points().size(), scores.count())
                        : "Predicted over actual values of the test examples.",
                    () -> NumberCharts.scatter(scores)),
                Figure.drawn(
                    "residuals-" + scores.name(),
                    "How many test examples have which residual, the actual value less the predicted one.",
                    () -> NumberCharts.residuals(scores))));
      }
    }
    return parts;
  }

  private static Map<String, String> rows(NumberScores scores) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("mean absolute error", Numbers.measured(scores.meanAbsoluteError()));
    rows.put("root mean squared error", Numbers.measured(scores.rootMeanSquaredError()));
    rows.put(
        "R\u00b2, the share of the variance that is explained",
        scores.r2() == null
            ? "not defined: all actual values are the same"
            : Numbers.measured(scores.r2()));
    rows.put("mean residual", Numbers.measured(scores.bias()));
    return rows;
  }
}
