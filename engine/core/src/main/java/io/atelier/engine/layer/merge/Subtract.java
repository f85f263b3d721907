package io.atelier.engine.layer.merge;

import io.atelier.engine.Source;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Merge;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The first input less the second, number by number: two of one shape, an axis of 1 being repeated.
 *
 * <pre>{@code Node difference = new Subtract().of(x, y);}</pre>
 */
public record Subtract() implements Merge {
  /**
   * @throws IllegalArgumentException if there are not two inputs, or their shapes differ
   */
  @Override
  public Operand<TFloat32> apply(LayerContext context, List<Operand<TFloat32>> inputs) {
    if (inputs.size() > 2) {
      throw new IllegalArgumentException(
          "Subtract needs two inputs, got %s; subtract one after another".formatted(inputs.size()));
    }
    return Elementwise.folded("Subtract", inputs, context.tf().math::sub);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
