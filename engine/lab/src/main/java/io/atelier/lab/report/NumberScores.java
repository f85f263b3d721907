package io.atelier.lab.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well a number is predicted, with {@code y} the actual values, {@code p} the predicted ones,
 * {@code mean(y)} their mean and {@code n} examples.
 *
 * @param name of the number
 * @param count {@code n}
 * @param meanAbsoluteError {@code sum(|y - p|) / n}
 * @param rootMeanSquaredError {@code sqrt(sum((y - p)^2) / n)}
 * @param r2 coefficient of determination, {@code 1 - sum((y - p)^2) / sum((y - mean(y))^2)}: 1 for
 *     a perfect model, 0 for one that always answers the mean (scikit-learn, {@code
 *     metrics/_regression.py:r2_score}); null where all actual values are the same, as it is not
 *     defined there
 * @param bias mean residual, {@code sum(y - p) / n}: above 0 where predictions are too low
 * @param points {@code [y, p]} of at most 1000 examples, evenly spaced over the set
 * @param residuals how often {@code y - p} is how large
 */
public record NumberScores(
    String name,
    long count,
    @JsonProperty("mean_absolute_error") double meanAbsoluteError,
    @JsonProperty("root_mean_squared_error") double rootMeanSquaredError,
    Double r2,
    double bias,
    List<List<Double>> points,
    Histogram residuals) {
  private static final int MOST_POINTS = 1000;

  /** Makes immutable copies. */
  public NumberScores {
    points = points.stream().map(List::copyOf).toList();
  }

  /**
   * {@return the scores of predictions}
   *
   * @param actual at least one
   * @param predicted as many, finite
   */
  static NumberScores of(String name, double[] actual, double[] predicted) {
    int n = actual.length;
    double[] residuals = IntStream.range(0, n).mapToDouble(i -> actual[i] - predicted[i]).toArray();
    double mean = IntStream.range(0, n).mapToDouble(i -> actual[i]).sum() / n;
    double absolute = 0;
    double squared = 0;
    double around = 0;
    double bias = 0;
    for (int i = 0; i < n; i++) {
      absolute += Math.abs(residuals[i]);
      squared += residuals[i] * residuals[i];
      around += (actual[i] - mean) * (actual[i] - mean);
      bias += residuals[i];
    }
    return new NumberScores(
        name,
        n,
        absolute / n,
        Math.sqrt(squared / n),
        around > 0 ? 1 - squared / around : null,
        bias / n,
        points(actual, predicted),
        Histogram.of(residuals));
  }

  private static List<List<Double>> points(double[] actual, double[] predicted) {
    int count = Math.min(MOST_POINTS, actual.length);
    List<List<Double>> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = (int) ((long) i * actual.length / count);
      points.add(List.of(actual[at], predicted[at]));
    }
    return points;
  }

  /** {@return whether these can be scores} */
  public boolean possible() {
    return name != null
        && count > 0
        && meanAbsoluteError >= 0
        && rootMeanSquaredError >= 0
        && (r2 == null || r2 <= 1)
        && points.stream().allMatch(point -> point.size() == 2)
        && residuals != null;
  }
}
