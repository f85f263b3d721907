package io.atelier.engine.metric;

import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Reduction;
import io.atelier.engine.loss.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * F scores of every class: {@code (1 + beta^2) * precision * recall / (beta^2 * precision +
 * recall)} (Keras 3, {@code metrics/f_score_metrics.py}).
 *
 * @param threshold above which an output says yes; empty if the largest of a row does
 */
record FScores(double beta, OptionalDouble threshold) {
  private static final double EPSILON = 1e-7;

  /** Counts of a class: both yes, only the model, only the target, the target. */
  private static final int COUNTS = 4;

  void require(String who) {
    if (!(beta > 0) || !Double.isFinite(beta)) {
      throw new IllegalArgumentException(
          "%s needs beta above 0, got %s; use 1 if unsure".formatted(who, beta));
    }
    threshold.ifPresent(value -> Threshold.require(who, value));
  }

  void require(String who, Shape output, Targets targets) {
    if (output.numDimensions() != 2 || (output.get(1) < 2 && threshold.isEmpty())) {
      throw new IllegalArgumentException(
          "%s needs outputs [n, classes], and a threshold where there is but one, got %s; give it a threshold such as 0.5"
              .formatted(who, output));
    }
    Classes.requireMarked(who, output, targets);
  }

  static int size(Shape output) {
    return COUNTS * (int) output.get(output.numDimensions() - 1);
  }

  /** {@return the counts of all classes, one kind after another} */
  Operand<TFloat32> sums(
      Ops tf,
      Prediction prediction,
      Operand<? extends TNumber> targets,
      Optional<Operand<TFloat32>> weights) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> said = said(tf, prediction.values());
    Operand<TFloat32> wanted = Classes.marked(tf, prediction, targets);
    List<Operand<TFloat32>> counts =
        List.of(
            tf.math.mul(said, wanted),
            tf.math.mul(said, tf.math.sub(one, wanted)),
            tf.math.mul(tf.math.sub(one, said), wanted),
            wanted);
    return tf.concat(
        counts.stream()
            .<Operand<TFloat32>>map(
                each ->
                    tf.reduceSum(
                        weights
                            .<Operand<TFloat32>>map(w -> Reduction.weighed(tf, each, w))
                            .orElse(each),
                        tf.constant(0)))
            .toList(),
        tf.constant(0));
  }

  private Operand<TFloat32> said(Ops tf, Operand<TFloat32> values) {
    if (threshold.isPresent()) {
      return Threshold.above(tf, values, threshold.getAsDouble());
    }
    Operand<TFloat32> most = tf.reduceMax(values, tf.constant(-1), ReduceMax.keepDims(true));
    Operand<TBool> largest =
        tf.math.logicalAnd(
            tf.math.greaterEqual(values, most),
            tf.math.greater(tf.math.abs(values), tf.constant(1e-9f)));
    return tf.dtypes.cast(largest, TFloat32.class);
  }

  /** {@return the score of each class} */
  double[] ofClasses(double[] sums) {
    int classes = sums.length / COUNTS;
    return IntStream.range(0, classes)
        .mapToDouble(i -> score(sums[i], sums[classes + i], sums[2 * classes + i]))
        .toArray();
  }

  double averaged(double[] sums, Averaging average) {
    int classes = sums.length / COUNTS;
    if (average == Averaging.MICRO) {
      return score(part(sums, 0), part(sums, 1), part(sums, 2));
    }
    double[] scores = ofClasses(sums);
    if (average == Averaging.MACRO) {
      return Arrays.stream(scores).average().orElse(0);
    }
    double all = part(sums, 3) + EPSILON;
    return IntStream.range(0, classes)
        .mapToDouble(i -> scores[i] * sums[3 * classes + i] / all)
        .sum();
  }

  /** The sum of a kind of counts. */
  private static double part(double[] sums, int kind) {
    int classes = sums.length / COUNTS;
    return Arrays.stream(sums, kind * classes, (kind + 1) * classes).sum();
  }

  private double score(double both, double onlyModel, double onlyTarget) {
    double precision = both / (both + onlyModel + EPSILON);
    double recall = both / (both + onlyTarget + EPSILON);
    double square = beta * beta;
    return (1 + square) * precision * recall / (square * precision + recall + EPSILON);
  }
}
