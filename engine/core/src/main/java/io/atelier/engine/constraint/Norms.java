package io.atelier.engine.constraint;

import io.atelier.data.Given;
import io.atelier.engine.Float32;
import java.util.HashSet;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** Euclidean lengths along axes of a weight, which several constraints are about. */
final class Norms {
  private static final float EPSILON = 1e-7f;

  private Norms() {}

  /** {@return {@code sqrt(sum(weight^2))} along the axes, each kept with size 1} */
  static Operand<TFloat32> of(Ops tf, Operand<TFloat32> weight, List<Integer> axes, String who) {
    int rank = weight.shape().numDimensions();
    for (int axis : axes) {
      if (axis >= rank || axis < -rank) {
        throw new IllegalArgumentException(
            "%s needs axes of the weight, which has %s, got %s; 0 is that of a Dense kernel's inputs"
                .formatted(who, rank, axis));
      }
    }
    int[] places = axes.stream().mapToInt(Integer::intValue).toArray();
    return tf.math.sqrt(
        tf.reduceSum(tf.math.square(weight), tf.constant(places), ReduceSum.keepDims(true)));
  }

  /** {@return the weight with its lengths changed from {@code norms} to {@code wanted}} */
  static Operand<TFloat32> scaled(
      Ops tf, Operand<TFloat32> weight, Operand<TFloat32> norms, Operand<TFloat32> wanted) {
    return tf.math.mul(weight, tf.math.div(wanted, tf.math.add(tf.constant(EPSILON), norms)));
  }

  /** {@return a copy of axes of which none is twice there} */
  static List<Integer> axes(List<Integer> axes, String who) {
    List<Integer> copy = Given.list(axes, who, "axes");
    if (copy.isEmpty() || new HashSet<>(copy).size() < copy.size()) {
      throw new IllegalArgumentException(
          "%s needs at least one axis, each once, got %s; use 0 for the kernel of a Dense layer, 0, 1, 2 for that of a Conv2D"
              .formatted(who, copy));
    }
    return copy;
  }

  /** Requires a length of at least 0 that float32 holds. */
  static void require(String who, String what, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "%s needs a finite %s of at least 0, got %s; give a length such as 2"
              .formatted(who, what, value));
    }
    Float32.require(who, what, value);
  }
}
