package io.atelier.engine.loss;

import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Binary cross-entropy of which sure and right answers count less: {@code (1 - p_t)^gamma * bce}
 * with {@code p_t} the probability of the target, averaged over the last axis (Lin et al. 2018;
 * Keras 3, {@code losses/losses.py}).
 *
 * @param applyClassBalancing whether yes is weighed with {@code alpha} and no with {@code 1 -
 *     alpha}
 * @param alpha weight of yes, in (0, 1)
 * @param gamma how much less sure answers count, at least 0
 * @param fromLogits whether the model's output itself is logits; behind a sigmoid the logits are
 *     known, and it makes no difference
 * @param labelSmoothing share of each target that is moved to 0.5, from 0 to 1
 */
@Keras(name = "BinaryFocalCrossentropy", fixed = "axis: -1")
public record BinaryFocalCrossEntropy(
    @KerasKey(orElse = "false") boolean applyClassBalancing,
    @KerasKey(orElse = "0.25") double alpha,
    @KerasKey(orElse = "2.0") double gamma,
    @KerasKey(orElse = "false") boolean fromLogits,
    @KerasKey(orElse = "0.0") double labelSmoothing)
    implements Loss {
  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public BinaryFocalCrossEntropy {
    CategoricalFocalCrossEntropy.require("BinaryFocalCrossEntropy", alpha, gamma);
    Smoothing.require("BinaryFocalCrossEntropy", labelSmoothing);
  }

  /** Keras' defaults: no balancing, gamma 2, for models that end in a sigmoid. */
  public BinaryFocalCrossEntropy() {
    this(false, 0.25, 2, false, 0);
  }

  /**
   * @param targets in [0, 1], of the prediction's shape; a last axis of 1 may be missing, or be one
   *     more
   */
  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> wanted = new Smoothing(labelSmoothing).toHalf(tf, prediction, targets);
    Operand<TFloat32> not = tf.math.sub(one, wanted);
    Operand<TFloat32> p =
        fromLogits && prediction.logits().isEmpty()
            ? tf.math.sigmoid(prediction.values())
            : prediction.values();
    Operand<TFloat32> right =
        tf.math.add(tf.math.mul(wanted, p), tf.math.mul(not, tf.math.sub(one, p)));
    Operand<TFloat32> focus = tf.math.pow(tf.math.sub(one, right), tf.constant((float) gamma));
    Operand<TFloat32> losses =
        tf.math.mul(focus, BinaryCrossEntropy.ofEach(tf, prediction, wanted, fromLogits));
    if (applyClassBalancing) {
      Operand<TFloat32> weight =
          tf.math.add(
              tf.math.mul(wanted, tf.constant((float) alpha)),
              tf.math.mul(not, tf.constant((float) (1 - alpha))));
      losses = tf.math.mul(weight, losses);
    }
    return tf.math.mean(losses, tf.constant(-1));
  }

  @Override
  public void require(Shape output, Targets targets) {
    BinaryCrossEntropy.require("BinaryFocalCrossEntropy", output, targets);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
