package io.atelier.engine.metric;

import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Targets;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Class numbers from either kind of target. */
final class Classes {
  private Classes() {}

  /**
   * {@return the class for each row of the prediction, in its shape without the last axis: the
   * targets themselves if they are class numbers, else the place of the largest in each row, the
   * lowest on ties}
   */
  static Operand<TInt32> of(Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    return Targets.areClassNumbers(prediction.values().shape(), targets.shape())
        ? prediction.classes(tf, targets)
        : tf.math.argMax(targets, tf.constant(-1), TInt32.class);
  }

  /** Requires targets of either kind. */
  static void require(String who, Shape output, Targets targets) {
    targets.requireClasses(who, output);
    if (targets.areClassNumbers(output)) {
      targets.requireClassNumbers(who, output);
    } else {
      targets.requireShapeOf(who, output, "give class numbers, or a number for each class");
      targets.requireFinite(who);
    }
  }
}
