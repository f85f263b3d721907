package io.atelier.engine.loss;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A loss of each output beside its own target, averaged over the last axis: that of most
 * regressions.
 */
public interface LossOfEach extends Loss {
  /**
   * {@return the loss of each output, in the outputs' shape}
   *
   * @param predicted {@code [batch, ...]}
   * @param wanted targets of the same shape
   */
  Operand<TFloat32> ofEach(Ops tf, Operand<TFloat32> predicted, Operand<TFloat32> wanted);

  /**
   * @param targets of the prediction's shape; a last axis of 1 may be missing, or be one more
   */
  @Override
  default Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> each = ofEach(tf, prediction.values(), prediction.shaped(tf, targets));
    return tf.math.mean(each, tf.constant(-1));
  }

  @Override
  default void require(Shape output, Targets targets) {
    String who = getClass().getSimpleName();
    targets.requireShapeOf(who, output, "give as many targets as the last layer has units");
    targets.requireFinite(who);
  }
}
