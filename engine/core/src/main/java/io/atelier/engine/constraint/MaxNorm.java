package io.atelier.engine.constraint;

import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A length of at most {@code maxValue} along axes: {@code weight * min(norm, maxValue) / (1e-7 +
 * norm)} (Keras 3, {@code constraints/constraints.py}; Srivastava et al. 2014).
 *
 * @param maxValue the largest length, at least 0
 * @param axis those along which the length is measured, such as 0 for each unit of a Dense kernel,
 *     0, 1, 2 for each filter of a Conv2D
 */
public record MaxNorm(
    @KerasKey(orElse = "2") double maxValue, @KerasKey(orElse = "0") List<Integer> axis)
    implements Constraint {
  /**
   * @throws IllegalArgumentException if the length is negative or none that float32 holds, or there
   *     is no axis, or one twice
   */
  public MaxNorm {
    Norms.require("MaxNorm", "maxValue", maxValue);
    axis = Norms.axes(axis, "MaxNorm");
  }

  /** Of each unit of a Dense layer. */
  public MaxNorm(double maxValue) {
    this(maxValue, List.of(0));
  }

  @Override
  public Operand<TFloat32> of(Ops tf, Operand<TFloat32> weight) {
    Operand<TFloat32> norms = Norms.of(tf, weight, axis, "MaxNorm");
    return Norms.scaled(tf, weight, norms, tf.math.minimum(norms, tf.constant((float) maxValue)));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
