package io.atelier.engine.loss;

import io.atelier.engine.Float32;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Categorical cross-entropy of which sure and right answers count less: {@code sum(alpha * (1 -
 * p)^gamma * -target * log(p))} over the classes, of probabilities that are normalised and cut to
 * {@code [1e-7, 1 - 1e-7]} (Lin et al. 2018; Keras 3, {@code losses/losses.py}).
 *
 * @param alpha weight of every class, above 0 and at most 1
 * @param gamma how much less sure answers count, at least 0
 * @param fromLogits whether the model's output itself is logits
 * @param labelSmoothing share of each target that is spread over all classes, from 0 to 1
 */
@Keras(name = "CategoricalFocalCrossentropy", fixed = "axis: -1")
public record CategoricalFocalCrossEntropy(
    @KerasKey(orElse = "0.25") double alpha,
    @KerasKey(orElse = "2.0") double gamma,
    @KerasKey(orElse = "false") boolean fromLogits,
    @KerasKey(orElse = "0.0") double labelSmoothing)
    implements Loss {
  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public CategoricalFocalCrossEntropy {
    require("CategoricalFocalCrossEntropy", alpha, gamma);
    Smoothing.require("CategoricalFocalCrossEntropy", labelSmoothing);
  }

  /** Keras' defaults: alpha 0.25, gamma 2, for models that end in a softmax. */
  public CategoricalFocalCrossEntropy() {
    this(0.25, 2, false, 0);
  }

  static void require(String who, double alpha, double gamma) {
    Float32.require(who, "alpha", alpha);
    Float32.require(who, "gamma", gamma);
    if (!(alpha > 0 && alpha <= 1 && gamma >= 0)) {
      throw new IllegalArgumentException(
          "%s needs alpha above 0 and at most 1, and gamma of at least 0, got %s and %s; use 0.25 and 2 if unsure"
              .formatted(who, alpha, gamma));
    }
  }

  /**
   * @param targets {@code [batch, ..., classes]}, rows that sum to 1
   */
  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> values = prediction.values();
    Operand<TFloat32> wanted = new Smoothing(labelSmoothing).overClasses(tf, prediction, targets);
    Operand<TFloat32> p =
        fromLogits && prediction.logits().isEmpty() ? tf.nn.softmax(values) : values;
    Operand<TFloat32> clipped =
        ClippedProbabilities.clipped(
            tf, tf.math.div(p, tf.reduceSum(p, tf.constant(-1), ReduceSum.keepDims(true))));
    Operand<TFloat32> weight =
        tf.math.mul(
            tf.math.pow(tf.math.sub(tf.constant(1f), clipped), tf.constant((float) gamma)),
            tf.constant((float) alpha));
    Operand<TFloat32> losses =
        tf.math.mul(weight, tf.math.mul(tf.math.neg(wanted), tf.math.log(clipped)));
    return tf.reduceSum(losses, tf.constant(-1));
  }

  @Override
  public void require(Shape output, Targets targets) {
    CategoricalCrossEntropy.require("CategoricalFocalCrossEntropy", output, targets);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
