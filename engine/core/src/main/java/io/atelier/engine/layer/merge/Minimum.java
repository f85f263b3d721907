package io.atelier.engine.layer.merge;

import io.atelier.engine.Source;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Merge;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The smallest of its inputs, number by number: two or more of one shape, an axis of 1 being
 * repeated.
 *
 * <pre>{@code Node smallest = new Minimum().of(x, y);}</pre>
 */
public record Minimum() implements Merge {
  /**
   * @throws IllegalArgumentException if there are fewer than two inputs, or their shapes differ
   */
  @Override
  public Operand<TFloat32> apply(LayerContext context, List<Operand<TFloat32>> inputs) {
    return Elementwise.folded("Minimum", inputs, context.tf().math::minimum);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
