package io.atelier.engine.metric;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Reduction;
import io.atelier.engine.loss.Targets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The area under a curve that goes through all thresholds: {@link Curve#ROC}, how often a yes is
 * ranked above a no, or {@link Curve#PR}, precision over recall; over all examples of an epoch
 * (Keras 3, {@code metrics/confusion_metrics.py}). Outputs from 0 to 1; targets 0 or 1 for each, or
 * class numbers.
 *
 * <pre>{@code new Auc()      new Auc(Curve.PR).named("pr_auc")}</pre>
 *
 * @param numThresholds how many thresholds lie evenly from 0 to 1, at least 2
 * @param curve which curve
 * @param summationMethod how the area between two thresholds is counted
 * @param multiLabel whether the area is the mean of those of the outputs {@code [n, labels]}, each
 *     on its own
 * @param numLabels how many outputs there are, if that is to be checked; only with {@code
 *     multiLabel}
 * @param fromLogits whether the model's output itself is logits of a sigmoid
 * @param name in histories and reports
 */
@Keras(name = "AUC", fixed = "label_weights: null")
public record Auc(
    @KerasKey(orElse = "200") int numThresholds,
    @KerasKey(orElse = "'ROC'") Curve curve,
    @KerasKey(orElse = "'interpolation'") Summation summationMethod,
    @KerasKey(orElse = "false") boolean multiLabel,
    @KerasKey(orElse = "null") OptionalInt numLabels,
    @KerasKey(orElse = "false") boolean fromLogits,
    @KerasKey(orElse = "'auc'") String name)
    implements SumMetric {
  /**
   * @throws IllegalArgumentException if a number is out of range, or anything is null
   */
  public Auc {
    Given.required(curve, "Auc", "a curve", "use Curve.ROC if unsure");
    Given.required(summationMethod, "Auc", "a summation", "use INTERPOLATION if unsure");
    Given.required(numLabels, "Auc", "a number of labels or none", "use OptionalInt.empty()");
    MetricName.require("Auc", name);
    if (numThresholds < 2) {
      throw new IllegalArgumentException(
          "Auc needs at least 2 thresholds, got %s; use 200 if unsure".formatted(numThresholds));
    }
    if (numLabels.isPresent() && !multiLabel) {
      throw new IllegalArgumentException(
          "Auc needs multiLabel for a number of labels, got %s without; leave the number out"
              .formatted(numLabels.getAsInt()));
    }
  }

  /** Under a curve, with 200 thresholds. */
  public Auc(Curve curve) {
    this(200, curve, Summation.INTERPOLATION, false, OptionalInt.empty(), false, "auc");
  }

  /** Under the ROC curve. */
  public Auc() {
    this(Curve.ROC);
  }

  /** {@return the same under another name} */
  public Auc named(String other) {
    return new Auc(numThresholds, curve, summationMethod, multiLabel, numLabels, fromLogits, other);
  }

  private int labels(Shape output) {
    return multiLabel ? (int) output.get(output.numDimensions() - 1) : 1;
  }

  /** Between every two thresholds, how many say yes and how many no, for each label. */
  @Override
  public int size(Shape output) {
    return 2 * numThresholds * labels(output);
  }

  @Override
  public Operand<TFloat32> sums(
      Ops tf,
      Prediction prediction,
      Operand<? extends TNumber> targets,
      Optional<Operand<TFloat32>> weights) {
    Operand<TFloat32> values =
        fromLogits && prediction.logits().isEmpty()
            ? tf.math.sigmoid(prediction.values())
            : prediction.values();
    Operand<TFloat32> wanted = Classes.marked(tf, prediction, targets);
    Operand<TFloat32> no = tf.math.sub(tf.constant(1f), wanted);
    Operand<TInt32> buckets = buckets(tf, values);
    int segments = numThresholds * labels(values.shape());
    return tf.concat(
        List.of(
            histogram(tf, weighed(tf, wanted, weights), buckets, segments),
            histogram(tf, weighed(tf, no, weights), buckets, segments)),
        tf.constant(0));
  }

  private static Operand<TFloat32> weighed(
      Ops tf, Operand<TFloat32> values, Optional<Operand<TFloat32>> weights) {
    return weights
        .<Operand<TFloat32>>map(each -> Reduction.weighed(tf, values, each))
        .orElse(values);
  }

  private static Operand<TFloat32> histogram(
      Ops tf, Operand<TFloat32> values, Operand<TInt32> buckets, int segments) {
    return tf.math.unsortedSegmentSum(
        tf.reshape(values, tf.array(-1)), tf.reshape(buckets, tf.array(-1)), tf.constant(segments));
  }

  /** {@code max(ceil(p * (thresholds - 1)) - 1, 0)}: the last threshold that p is above. */
  private Operand<TInt32> buckets(Ops tf, Operand<TFloat32> values) {
    Operand<TFloat32> p = tf.clipByValue(values, tf.constant(0f), tf.constant(1f));
    Operand<TFloat32> above =
        tf.math.sub(
            tf.math.ceil(tf.math.mul(p, tf.constant((float) (numThresholds - 1)))),
            tf.constant(1f));
    Operand<TInt32> bucket = tf.dtypes.cast(tf.math.maximum(above, tf.constant(0f)), TInt32.class);
    int labels = labels(values.shape());
    return labels == 1
        ? bucket
        : tf.math.add(
            bucket, tf.constant(IntStream.range(0, labels).map(i -> i * numThresholds).toArray()));
  }

  @Override
  public double value(double[] sums) {
    int labels = sums.length / (2 * numThresholds);
    return IntStream.range(0, labels)
        .mapToDouble(label -> RankCurve.of(sums, numThresholds, label).area(curve, summationMethod))
        .average()
        .orElse(0);
  }

  @Override
  public void require(Shape output, Targets targets) {
    boolean known = output.numDimensions() > 1;
    long last = known ? output.get(output.numDimensions() - 1) : -1;
    boolean fits =
        !multiLabel || (output.numDimensions() == 2 && numLabels.orElse((int) last) == last);
    if (!known || !fits) {
      throw new IllegalArgumentException(
          "Auc needs outputs [n, ..., outputs]%s, got %s; give the last layer a unit for each label"
              .formatted(
                  multiLabel
                      ? " of two axes and "
                          + (numLabels.isPresent() ? numLabels.getAsInt() : "its")
                          + " labels"
                      : "",
                  output));
    }
    Classes.requireMarked("Auc", output, targets);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
