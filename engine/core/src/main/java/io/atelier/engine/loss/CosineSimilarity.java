package io.atelier.engine.loss;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * {@code -sum(l2(target) * l2(prediction))} over the last axis: -1 for vectors of one direction, 0
 * for right angles, 1 for opposite ones. {@code l2(x) = x / sqrt(max(sum(x^2), 1e-14))}: vectors of
 * zeros stay zeros (Keras 3, {@code losses/losses.py}).
 */
@Keras(fixed = "axis: -1")
public record CosineSimilarity() implements Loss {
  /**
   * @param targets of the prediction's shape
   */
  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    return tf.math.neg(ofRows(tf, prediction, targets));
  }

  /** {@return the cosine of the angle between each prediction and its target} */
  public static Operand<TFloat32> ofRows(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> wanted = unit(tf, prediction.shaped(tf, targets));
    Operand<TFloat32> predicted = unit(tf, prediction.values());
    return tf.reduceSum(tf.math.mul(wanted, predicted), tf.constant(-1));
  }

  private static Operand<TFloat32> unit(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> squares =
        tf.reduceSum(tf.math.square(x), tf.constant(-1), ReduceSum.keepDims(true));
    return tf.math.mul(x, tf.math.rsqrt(tf.math.maximum(squares, tf.constant(1e-14f))));
  }

  @Override
  public void require(Shape output, Targets targets) {
    targets.requireShapeOf("CosineSimilarity", output, "give a vector for each output");
    targets.requireFinite("CosineSimilarity");
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
