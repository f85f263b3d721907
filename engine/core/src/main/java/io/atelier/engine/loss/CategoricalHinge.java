package io.atelier.engine.loss;

import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * {@code max(most of the other classes - the target's class + 1, 0)} for one-hot targets (Keras 3,
 * {@code losses/losses.py}): {@code neg = max((1 - target) * prediction)}, {@code pos = sum(target
 * * prediction)}, {@code max(neg - pos + 1, 0)}.
 */
public record CategoricalHinge() implements Loss {
  /**
   * @param targets {@code [batch, ..., classes]}, one 1 in each row
   */
  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> wanted = prediction.shaped(tf, targets);
    Operand<TFloat32> values = prediction.values();
    Operand<TFloat32> others = tf.math.mul(tf.math.sub(tf.constant(1f), wanted), values);
    Operand<TFloat32> most = tf.reduceMax(others, tf.constant(-1), ReduceMax.keepDims(false));
    Operand<TFloat32> own = tf.reduceSum(tf.math.mul(wanted, values), tf.constant(-1));
    return tf.math.maximum(tf.math.add(tf.math.sub(most, own), tf.constant(1f)), tf.constant(0f));
  }

  @Override
  public void require(Shape output, Targets targets) {
    targets.requireClasses("CategoricalHinge", output);
    targets.requireShapeOf("CategoricalHinge", output, "give one-hot rows");
    targets.requireEach(
        "CategoricalHinge",
        "one-hot rows as targets",
        number -> number == 0 || number == 1,
        "give 1 for the class and 0 for all others");
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
