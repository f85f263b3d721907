package io.atelier.engine.layer.merge;

import io.atelier.engine.Source;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Merge;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean of its inputs, number by number: two or more of one shape, an axis of 1 being repeated.
 *
 * <pre>{@code Node mean = new Average().of(x, y);}</pre>
 */
public record Average() implements Merge {
  /**
   * @throws IllegalArgumentException if there are fewer than two inputs, or their shapes differ
   */
  @Override
  public Operand<TFloat32> apply(LayerContext context, List<Operand<TFloat32>> inputs) {
    Ops tf = context.tf();
    return tf.math.div(
        Elementwise.folded("Average", inputs, tf.math::add), tf.constant((float) inputs.size()));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
