package io.atelier.engine.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Targets that are less sure: Keras' {@code label_smoothing}.
 *
 * @param share of each target that is spread, from 0 to 1
 */
record Smoothing(double share) {
  /** Requires a share from 0 to 1. */
  static void require(String who, double labelSmoothing) {
    if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
      throw new IllegalArgumentException(
          "%s needs labelSmoothing from 0 to 1, got %s; give the share of each target that is spread, such as 0.1"
              .formatted(who, labelSmoothing));
    }
  }

  /** {@return {@code target * (1 - s) + s / 2}, in the prediction's shape} */
  Operand<TFloat32> toHalf(Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    return spread(tf, prediction.shaped(tf, targets), 2);
  }

  /** {@return {@code target * (1 - s) + s / classes}, in the prediction's shape} */
  Operand<TFloat32> overClasses(Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    int axes = prediction.values().shape().numDimensions();
    long classes = axes < 1 ? 1 : prediction.values().shape().get(axes - 1);
    return spread(tf, prediction.shaped(tf, targets), classes);
  }

  private Operand<TFloat32> spread(Ops tf, Operand<TFloat32> targets, long parts) {
    return share == 0
        ? targets
        : tf.math.add(
            tf.math.mul(targets, tf.constant((float) (1 - share))),
            tf.constant((float) (share / parts)));
  }
}
