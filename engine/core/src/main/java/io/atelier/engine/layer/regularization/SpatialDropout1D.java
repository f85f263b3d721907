package io.atelier.engine.layer.regularization;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Dropped;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * In training, zeroes whole features of examples with probability {@code rate} and multiplies the
 * others by {@code 1 / (1 - rate)}; otherwise the identity: {@code [batch, steps, features]} to the
 * same shape (Keras 3, {@code layers/regularization/spatial_dropout.py}).
 *
 * @param rate in [0, 1), also in float32
 */
@Keras(ignored = "seed: null", without = "trainable")
public record SpatialDropout1D(double rate) implements Layer {
  /**
   * @throws IllegalArgumentException if {@code rate} is not in [0, 1), or float32 takes it for 0 or
   *     1
   */
  public SpatialDropout1D {
    Dropped.requireRate("SpatialDropout1D", rate);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireSequences("SpatialDropout1D", input.shape());
    Ops tf = context.tf();
    Operand<TFloat32> one = tf.slice(input, tf.constant(new int[3]), tf.array(-1, 1, -1));
    return Dropped.of(context, input, one, rate);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
