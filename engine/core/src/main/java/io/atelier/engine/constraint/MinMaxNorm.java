package io.atelier.engine.constraint;

import io.atelier.engine.Float32;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A length between two bounds along axes, approached at a rate: {@code weight * (rate * clip(norm,
 * minValue, maxValue) + (1 - rate) * norm) / (1e-7 + norm)} (Keras 3, {@code
 * constraints/constraints.py}).
 *
 * @param minValue the smallest length, at least 0
 * @param maxValue the largest, at least {@code minValue}
 * @param rate how much of the way is gone at each step, in [0, 1]
 * @param axis those along which the length is measured, such as 0 for each unit of a Dense kernel,
 *     0, 1, 2 for each filter of a Conv2D
 */
public record MinMaxNorm(
    @KerasKey(orElse = "0.0") double minValue,
    @KerasKey(orElse = "1.0") double maxValue,
    @KerasKey(orElse = "1.0") double rate,
    @KerasKey(orElse = "0") List<Integer> axis)
    implements Constraint {
  /**
   * @throws IllegalArgumentException if a number is out of its range, or none that float32 holds,
   *     or there is no axis, or one twice
   */
  public MinMaxNorm {
    Norms.require("MinMaxNorm", "minValue", minValue);
    Norms.require("MinMaxNorm", "maxValue", maxValue);
    if (minValue > maxValue) {
      throw new IllegalArgumentException(
          "MinMaxNorm needs a minValue of at most its maxValue, got %s and %s; exchange them"
              .formatted(minValue, maxValue));
    }
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          "MinMaxNorm needs a rate in [0, 1], got %s; use 1 to keep the bounds at every step"
              .formatted(rate));
    }
    Float32.require("MinMaxNorm", "rate", rate);
    axis = Norms.axes(axis, "MinMaxNorm");
  }

  @Override
  public Operand<TFloat32> of(Ops tf, Operand<TFloat32> weight) {
    Operand<TFloat32> norms = Norms.of(tf, weight, axis, "MinMaxNorm");
    Operand<TFloat32> bounded =
        tf.clipByValue(norms, tf.constant((float) minValue), tf.constant((float) maxValue));
    Operand<TFloat32> wanted =
        tf.math.add(
            tf.math.mul(tf.constant((float) rate), bounded),
            tf.math.mul(tf.constant((float) (1 - rate)), norms));
    return Norms.scaled(tf, weight, norms, wanted);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
