package io.atelier.engine.layer.reshaping;

import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Each row of features repeated: {@code [batch, features]} to {@code [batch, n, features]} (Keras
 * 3, {@code layers/reshaping/repeat_vector.py}).
 *
 * @param n how often, at least 1
 */
public record RepeatVector(int n) implements Layer {
  /**
   * @throws IllegalArgumentException if {@code n} is below 1
   */
  public RepeatVector {
    if (n < 1) {
      throw new IllegalArgumentException(
          "RepeatVector needs at least 1 repetition, got " + n + "; give a positive number");
    }
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    if (input.shape().numDimensions() != 2) {
      throw new IllegalArgumentException(
          "RepeatVector needs [batch, features], got %s; put Flatten before it"
              .formatted(LayerShapes.text(input.shape())));
    }
    Ops tf = context.tf();
    return tf.tile(tf.expandDims(input, tf.constant(1)), tf.array(1, n, 1));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
