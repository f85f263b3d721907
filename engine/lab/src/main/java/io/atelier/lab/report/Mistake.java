package io.atelier.lab.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A test image that was taken for another class.
 *
 * @param index of the image, from 0
 * @param actual class
 * @param predicted class
 * @param probability given to the actual class
 * @param confidence given to the predicted class
 */
public record Mistake(int index, int actual, int predicted, double probability, double confidence) {
  /**
   * {@return the mistakes of the highest loss, the worst first; the earlier image on ties}
   *
   * @param probabilities {@code [image][class]}
   * @param labels actual classes
   * @param predicted classes
   * @param count at most
   */
  public static List<Mistake> worst(
      float[][] probabilities, int[] labels, int[] predicted, int count) {
    return IntStream.range(0, labels.length)
        .filter(i -> predicted[i] != labels[i])
        .mapToObj(
            i ->
                new Mistake(
                    i,
                    labels[i],
                    predicted[i],
                    probabilities[i][labels[i]],
                    probabilities[i][predicted[i]]))
        .sorted(Comparator.comparingDouble(Mistake::probability))
        .limit(count)
        .toList();
  }

  /** {@return the cross-entropy, {@code -ln(probability)}; infinite where that is 0} */
  public double loss() {
    return -Math.log(probability);
  }
}
