package io.atelier.engine.loss;

import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code max(1 - sign * prediction, 0)}, averaged over the last axis, with a sign of -1 or 1;
 * targets of 0 and 1 are taken for -1 and 1 (Keras 3, {@code losses/losses.py}). For outputs
 * without an activation, or behind a tanh.
 */
public record Hinge() implements LossOfEach {
  @Override
  public Operand<TFloat32> ofEach(Ops tf, Operand<TFloat32> predicted, Operand<TFloat32> wanted) {
    return of(tf, predicted, wanted);
  }

  @Override
  public void require(Shape output, Targets targets) {
    LossOfEach.super.require(output, targets);
    requireSigns("Hinge", targets);
  }

  /** {@return {@code max(1 - sign * prediction, 0)}; targets of 0 are -1} */
  static Operand<TFloat32> of(Ops tf, Operand<TFloat32> predicted, Operand<TFloat32> wanted) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> signs =
        tf.select(tf.math.equal(wanted, tf.constant(0f)), tf.math.sub(wanted, one), wanted);
    return tf.math.maximum(tf.math.sub(one, tf.math.mul(signs, predicted)), tf.constant(0f));
  }

  /** Requires -1 and 1, or 0 and 1. */
  static void requireSigns(String who, Targets targets) {
    boolean zeros = targets.values().firstNot(number -> number != 0).isPresent();
    targets.requireEach(
        who,
        zeros ? "targets 0 and 1" : "targets -1 and 1",
        zeros ? number -> number == 0 || number == 1 : number -> number == -1 || number == 1,
        "give 1 for yes, and either -1 or 0 for every no");
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
