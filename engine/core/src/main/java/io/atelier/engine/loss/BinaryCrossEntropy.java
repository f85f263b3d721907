package io.atelier.engine.loss;

import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * {@code -(target * log(p) + (1 - target) * log(1 - p))} of each output, averaged over the last
 * axis: for yes-or-no answers, each output one of its own (Keras 3, {@code
 * backend/tensorflow/nn.py:binary_crossentropy}).
 *
 * <p>Behind a sigmoid or softmax it is computed from the logits, unclipped. Bare probabilities are
 * clipped to {@code [1e-7, 1 - 1e-7]}.
 *
 * @param fromLogits whether the model's output itself is logits; behind a sigmoid or softmax the
 *     logits are known, and it makes no difference
 * @param labelSmoothing share of each target that is moved to 0.5, from 0 to 1: {@code target * (1
 *     - s) + s / 2}
 */
@Keras(name = "BinaryCrossentropy", also = "bce", fixed = "axis: -1")
public record BinaryCrossEntropy(
    @KerasKey(orElse = "false") boolean fromLogits, @KerasKey(orElse = "0.0") double labelSmoothing)
    implements Loss {
  /**
   * @throws IllegalArgumentException if {@code labelSmoothing} is not from 0 to 1
   */
  public BinaryCrossEntropy {
    Smoothing.require("BinaryCrossEntropy", labelSmoothing);
    labelSmoothing += 0.0; // no -0
  }

  /** For models that end in a sigmoid or give probabilities. */
  public BinaryCrossEntropy() {
    this(false);
  }

  /** With targets as they are. */
  public BinaryCrossEntropy(boolean fromLogits) {
    this(fromLogits, 0);
  }

  /**
   * @param targets in [0, 1], of the prediction's shape; a last axis of 1 may be missing, or be one
   *     more
   */
  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> wanted = new Smoothing(labelSmoothing).toHalf(tf, prediction, targets);
    return tf.math.mean(ofEach(tf, prediction, wanted, fromLogits), tf.constant(-1));
  }

  /** {@return the loss of each output, in their shape} */
  static Operand<TFloat32> ofEach(
      Ops tf, Prediction prediction, Operand<TFloat32> wanted, boolean fromLogits) {
    return fromLogits || prediction.logits().isPresent()
        ? ofLogits(tf, prediction.logits().orElse(prediction.values()), wanted)
        : ofProbabilities(tf, prediction.values(), wanted);
  }

  /** {@code max(x, 0) - x * target + log(1 + exp(-|x|))}, with the right gradient at 0 too. */
  private static Operand<TFloat32> ofLogits(Ops tf, Operand<TFloat32> x, Operand<TFloat32> wanted) {
    Operand<TBool> notNegative = tf.math.greaterEqual(x, tf.constant(0f));
    Operand<TFloat32> positive = tf.select(notNegative, x, tf.zerosLike(x));
    Operand<TFloat32> minusAbsolute = tf.select(notNegative, tf.math.neg(x), x);
    return tf.math.add(
        tf.math.sub(positive, tf.math.mul(x, wanted)), tf.math.log1p(tf.math.exp(minusAbsolute)));
  }

  private static Operand<TFloat32> ofProbabilities(
      Ops tf, Operand<TFloat32> p, Operand<TFloat32> wanted) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> clipped = ClippedProbabilities.clipped(tf, p);
    return tf.math.neg(
        tf.math.add(
            tf.math.mul(wanted, tf.math.log(clipped)),
            tf.math.mul(tf.math.sub(one, wanted), tf.math.log(tf.math.sub(one, clipped)))));
  }

  @Override
  public void require(Shape output, Targets targets) {
    require("BinaryCrossEntropy", output, targets);
  }

  static void require(String who, Shape output, Targets targets) {
    targets.requireShapeOf(
        who, output, "give a target from 0 to 1 for each unit of the last layer");
    targets.requireEach(
        who,
        "targets from 0 to 1",
        number -> number >= 0 && number <= 1,
        "give 0 for no and 1 for yes");
  }

  @Override
  public String toString() {
    return labelSmoothing == 0 ? Source.call("BinaryCrossEntropy", fromLogits) : Source.of(this);
  }
}
