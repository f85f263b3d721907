package io.atelier.engine.metric;

import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Reduction;
import io.atelier.engine.loss.Targets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Outputs that say yes beside targets that say yes, as Precision and Recall count them.
 *
 * @param threshold above which an output says yes; empty for 0.5, with {@code topK} for any
 * @param topK if given, only the so many largest outputs of a row can say yes
 * @param classId if given, only the outputs at this place of the last axis count
 */
record YesNo(OptionalDouble threshold, OptionalInt topK, OptionalInt classId) {
  /** Requires settings in range. */
  void require(String who) {
    threshold.ifPresent(value -> Threshold.require(who, value));
    if (topK.isPresent() && topK.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "%s needs topK of at least 1, got %s; give a positive number or none"
              .formatted(who, topK.getAsInt()));
    }
    if (classId.isPresent() && classId.getAsInt() < 0) {
      throw new IllegalArgumentException(
          "%s needs classId of at least 0, got %s; give the number of a class or none"
              .formatted(who, classId.getAsInt()));
    }
  }

  /** Requires outputs that have the class, and targets of 0 and 1 or class numbers. */
  void require(String who, Shape output, Targets targets) {
    long classes = output.numDimensions() < 2 ? -1 : output.get(output.numDimensions() - 1);
    int least = Math.max(topK.orElse(1), classId.orElse(0) + 1);
    if (classes < least) {
      throw new IllegalArgumentException(
          "%s needs outputs [n, ..., classes] of at least %s classes for its topK and classId, got %s; give smaller numbers, or the last layer more units"
              .formatted(who, least, output));
    }
    Classes.requireMarked(who, output, targets);
  }

  /** 1 where the model says yes and where the target does, else 0. */
  record Marks(Operand<TFloat32> said, Operand<TFloat32> wanted) {
    /** {@return how often both say yes, and how often only the model, or only the target, does} */
    Operand<TFloat32> counts(Ops tf, boolean onlyModel, Optional<Operand<TFloat32>> weights) {
      Operand<TFloat32> one = tf.constant(1f);
      Operand<TFloat32> both = tf.math.mul(said, wanted);
      Operand<TFloat32> other =
          onlyModel
              ? tf.math.mul(said, tf.math.sub(one, wanted))
              : tf.math.mul(tf.math.sub(one, said), wanted);
      return tf.stack(List.of(total(tf, both, weights), total(tf, other, weights)));
    }
  }

  /** {@return the sum of weighed values} */
  static Operand<TFloat32> total(
      Ops tf, Operand<TFloat32> values, Optional<Operand<TFloat32>> weights) {
    return Reduction.SUM.of(
        tf,
        weights.<Operand<TFloat32>>map(each -> Reduction.weighed(tf, values, each)).orElse(values));
  }

  Marks marks(Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> values = prediction.values();
    Operand<TFloat32> said =
        threshold.isEmpty() && topK.isPresent()
            ? tf.onesLike(values)
            : Threshold.above(tf, values, threshold.orElse(0.5));
    if (topK.isPresent()) {
      said = tf.math.mul(said, largest(tf, values, topK.getAsInt()));
    }
    Operand<TFloat32> wanted = Classes.marked(tf, prediction, targets);
    return classId.isEmpty()
        ? new Marks(said, wanted)
        : new Marks(ofClass(tf, said), ofClass(tf, wanted));
  }

  private static Operand<TFloat32> largest(Ops tf, Operand<TFloat32> values, int k) {
    Shape shape = values.shape();
    int classes = (int) shape.get(shape.numDimensions() - 1);
    TopK<TFloat32, TInt32> top = tf.nn.topK(values, tf.constant(k), TInt32.class);
    Operand<TFloat32> places =
        tf.oneHot(top.indices(), tf.constant(classes), tf.constant(1f), tf.constant(0f));
    return tf.reduceSum(places, tf.constant(-2), ReduceSum.keepDims(false));
  }

  private Operand<TFloat32> ofClass(Ops tf, Operand<TFloat32> marks) {
    return tf.gather(marks, tf.constant(classId.orElseThrow()), tf.constant(-1));
  }
}
