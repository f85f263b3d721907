package io.atelier.engine.metric;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Targets;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * How many of the outputs that say yes are right, over all examples of an epoch: {@code true
 * positives / (true positives + false positives)}, 0 where that is 0 / 0 (Keras 3, {@code
 * metrics/confusion_metrics.py}). Targets are 0 or 1 for each output, or class numbers.
 *
 * <pre>{@code
 * new PrecisionScore()                                     // of all outputs above 0.5
 * new PrecisionScore().ofClass(1).named("precision_of_rare")
 * }</pre>
 *
 * @param threshold above which an output says yes, from 0 to 1; empty for 0.5, or, with {@code
 *     topK}, for none
 * @param topK if given, only the so many largest outputs of a row say yes
 * @param classId if given, only outputs of this class count
 * @param name in histories and reports
 */
@Keras(name = "Precision")
public record PrecisionScore(
    @KerasKey(name = "thresholds", orElse = "null") OptionalDouble threshold,
    @KerasKey(orElse = "null") OptionalInt topK,
    @KerasKey(orElse = "null") OptionalInt classId,
    @KerasKey(orElse = "'precision'") String name)
    implements SumMetric {
  private static final String WHO = "PrecisionScore";

  /**
   * @throws IllegalArgumentException if a number is out of range, or anything is null
   */
  public PrecisionScore {
    Given.required(threshold, WHO, "a threshold or none", "use OptionalDouble.empty() for none");
    Given.required(topK, WHO, "a number of outputs or none", "use OptionalInt.empty() for none");
    Given.required(classId, WHO, "a class or none", "use OptionalInt.empty() for none");
    MetricName.require(WHO, name);
    new YesNo(threshold, topK, classId).require(WHO);
  }

  /** Of all outputs above 0.5. */
  public PrecisionScore() {
    this(OptionalDouble.empty(), OptionalInt.empty(), OptionalInt.empty(), "precision");
  }

  /** {@return the same of another threshold} */
  public PrecisionScore above(double other) {
    return new PrecisionScore(OptionalDouble.of(other), topK, classId, name);
  }

  /** {@return the same of one class} */
  public PrecisionScore ofClass(int other) {
    return new PrecisionScore(threshold, topK, OptionalInt.of(other), name);
  }

  /** {@return the same under another name} */
  public PrecisionScore named(String other) {
    return new PrecisionScore(threshold, topK, classId, other);
  }

  @Override
  public int size(Shape output) {
    return 2;
  }

  @Override
  public Operand<TFloat32> sums(
      Ops tf,
      Prediction prediction,
      Operand<? extends TNumber> targets,
      Optional<Operand<TFloat32>> weights) {
    return new YesNo(threshold, topK, classId)
        .marks(tf, prediction, targets)
        .counts(tf, true, weights);
  }

  @Override
  public double value(double[] sums) {
    double all = sums[0] + sums[1];
    return all == 0 ? 0 : sums[0] / all;
  }

  @Override
  public void require(Shape output, Targets targets) {
    new YesNo(threshold, topK, classId).require(WHO, output, targets);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
