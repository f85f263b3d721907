package io.atelier.engine.constraint;

import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Length 1 along axes: {@code weight / (1e-7 + norm)} (Keras 3, {@code
 * constraints/constraints.py}).
 *
 * @param axis those along which the length is measured, such as 0 for each unit of a Dense kernel,
 *     0, 1, 2 for each filter of a Conv2D
 */
public record UnitNorm(@KerasKey(orElse = "0") List<Integer> axis) implements Constraint {
  /**
   * @throws IllegalArgumentException if there is no axis, or one twice
   */
  public UnitNorm {
    axis = Norms.axes(axis, "UnitNorm");
  }

  /** Of each unit of a Dense layer. */
  public UnitNorm() {
    this(List.of(0));
  }

  @Override
  public Operand<TFloat32> of(Ops tf, Operand<TFloat32> weight) {
    return Norms.scaled(tf, weight, Norms.of(tf, weight, axis, "UnitNorm"), tf.constant(1f));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
