package io.atelier.cli.display;

import io.atelier.engine.metric.ConfusionMatrix;
import io.atelier.lab.page.Cut;
import io.atelier.lab.page.Numbers;
import io.atelier.lab.report.ClassCounts;
import io.atelier.lab.report.ClassScores;
import io.atelier.lab.report.Findings;
import io.atelier.lab.report.NumberScores;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Prints what a model's answers show.
 *
 * @param out where to
 * @param names of the classes or labels; empty where numbers are predicted
 */
public record FindingsText(PrintWriter out, List<String> names) {
  /** A wider matrix would not fit a terminal. */
  private static final int MOST_COLUMNS = 20;

  private static final int NAME = 15;

  public void print(Findings findings) {
    if (findings instanceof Findings.OfClasses classes) {
      classes
          .confusion()
          .map(ConfusionMatrix::counts)
          .filter(counts -> counts.size() <= MOST_COLUMNS)
          .ifPresent(this::matrix);
      table(classes.counts(), "class");
    } else if (findings instanceof Findings.OfLabels labels) {
      table(labels.counts(), "label");
    } else if (findings instanceof Findings.OfNumbers numbers) {
      numbers(numbers.scores());
    }
  }

  private void matrix(List<List<Long>> counts) {
    out.println();
    Object[] places = IntStream.range(0, counts.size()).boxed().toArray();
    out.println("actual \\ predicted " + "%6s".repeat(counts.size()).formatted(places));
    for (int row = 0; row < counts.size(); row++) {
      out.printf("%2s %-15s ", row, cut(names.get(row)));
      counts.get(row).forEach(count -> out.printf("%6s", count));
      out.println();
    }
  }

  private void table(List<ClassCounts> counts, String what) {
    out.println();
    out.printf("   %-15s %9s %9s %9s %9s%n", what, "examples", "precision", "recall", "F1");
    for (int row = 0; row < counts.size(); row++) {
      ClassScores scores = counts.get(row).scores();
      out.printf(
          Locale.ROOT,
          "%2d %-15s %9d %9.3f %9.3f %9.3f%n",
          row,
          cut(names.get(row)),
          counts.get(row).actual(),
          scores.precision(),
          scores.recall(),
          scores.f1());
    }
  }

  private void numbers(List<NumberScores> all) {
    out.println();
    for (NumberScores scores : all) {
      out.printf(
          "%s: mean absolute error %s, root mean squared error %s, R2 %s, mean residual %s%n",
          scores.name(),
          Numbers.measured(scores.meanAbsoluteError()),
          Numbers.measured(scores.rootMeanSquaredError()),
          scores.r2() == null ? "not defined" : Numbers.measured(scores.r2()),
          Numbers.measured(scores.bias()));
    }
  }

  private static String cut(String name) {
    return Cut.to(NAME, name);
  }
}
