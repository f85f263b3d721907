package io.atelier.engine.metric;

import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Targets;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
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

  /**
   * {@return 1 for what a target says, else 0, in the prediction's shape: class numbers as one-hot
   * rows, others as they are}
   */
  static Operand<TFloat32> marked(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Shape output = prediction.values().shape();
    int classes = (int) output.get(output.numDimensions() - 1);
    return classes > 1 && Targets.areClassNumbers(output, targets.shape())
        ? tf.oneHot(
            prediction.classes(tf, targets), tf.constant(classes), tf.constant(1f), tf.constant(0f))
        : prediction.shaped(tf, targets);
  }

  /** Requires class numbers, or 0 or 1 for each output. */
  static void requireMarked(String who, Shape output, Targets targets) {
    boolean classes = output.get(output.numDimensions() - 1) > 1;
    if (classes && targets.areClassNumbers(output)) {
      targets.requireClassNumbers(who, output);
      return;
    }
    targets.requireShapeOf(who, output, "give 0 or 1 for each output, or class numbers");
    targets.requireEach(
        who,
        "targets 0 or 1 for each output",
        number -> number == 0 || number == 1,
        "give 1 for yes and 0 for no");
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
