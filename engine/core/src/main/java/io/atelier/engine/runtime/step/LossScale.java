package io.atelier.engine.runtime.step;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * The number a loss is multiplied by, so that its gradients are not lost in float16's small range
 * (Keras 2.12, {@code mixed_precision/loss_scale_optimizer.py}): it doubles after 2,000 steps of
 * finite gradients and halves, down to 1, with every step that has others; such a step moves
 * nothing. Its loss and metrics count in the epoch's means all the same, as in Keras, whose {@code
 * train_step} updates both whatever the optimizer does with the gradients.
 *
 * @param scale a power of two
 * @param goodSteps how many steps with finite gradients it has lasted
 */
record LossScale(Operand<TFloat32> scale, Operand<TFloat32> goodSteps) {
  /** What training begins with. */
  static final float FIRST = 1 << 15;

  private static final float GROWTH_STEPS = 2000;
  private static final float FACTOR = 2;

  /** {@return the loss that gradients are taken of} */
  Operand<TFloat32> scaled(Ops tf, Operand<TFloat32> loss) {
    return tf.math.mul(loss, scale);
  }

  /** {@return the loss's own gradients} */
  List<Operand<TFloat32>> unscaled(Ops tf, List<Operand<TFloat32>> gradients) {
    Operand<TFloat32> reciprocal = tf.math.reciprocal(scale);
    return gradients.stream().<Operand<TFloat32>>map(g -> tf.math.mul(g, reciprocal)).toList();
  }

  /** {@return whether every number of all gradients is finite} */
  static Operand<TBool> finite(Ops tf, List<Operand<TFloat32>> gradients) {
    Operand<TBool> finite = tf.constant(true);
    for (Operand<TFloat32> gradient : gradients) {
      Operand<TBool> numbers = tf.reshape(tf.math.isFinite(gradient), tf.array(-1));
      finite = tf.math.logicalAnd(finite, tf.all(numbers, tf.constant(0)));
    }
    return finite;
  }

  /** {@return the scale of the next step} */
  LossScale after(Ops tf, Operand<TBool> finite) {
    Operand<TFloat32> steps = tf.math.add(goodSteps, tf.constant(1f));
    Operand<TBool> due = tf.math.greaterEqual(steps, tf.constant(GROWTH_STEPS));
    Operand<TFloat32> doubled = tf.math.mul(scale, tf.constant(FACTOR));
    Operand<TFloat32> grown =
        tf.select(tf.math.logicalAnd(due, tf.math.isFinite(doubled)), doubled, scale);
    Operand<TFloat32> halved =
        tf.math.maximum(tf.math.div(scale, tf.constant(FACTOR)), tf.constant(1f));
    Operand<TFloat32> none = tf.constant(0f);
    return new LossScale(
        tf.select(finite, grown, halved), tf.select(finite, tf.select(due, none, steps), none));
  }
}
