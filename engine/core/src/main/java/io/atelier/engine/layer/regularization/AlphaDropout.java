package io.atelier.engine.layer.regularization;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Dropped;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A dropout for networks of SELU, which keeps mean 0 and variance 1: in training, {@code a * x +
 * b}, {@code x} being the input or, with probability {@code rate}, the lowest value of SELU;
 * otherwise the identity. {@code [batch, ...]} to the same shape (Keras 3, {@code
 * layers/regularization/alpha_dropout.py}).
 *
 * @param rate in [0, 1), also in float32
 */
@Keras(fixed = "noise_shape: null", ignored = "seed: null")
public record AlphaDropout(double rate) implements Layer {
  /** What SELU comes near to for low inputs: its scale times its alpha, negative. */
  private static final double LOWEST = -1.0507009873554805 * 1.6732632423543772;

  /**
   * @throws IllegalArgumentException if {@code rate} is not in [0, 1), or float32 takes it for 0 or
   *     1
   */
  public AlphaDropout {
    Dropped.requireRate("AlphaDropout", rate);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    if (!context.training() || rate == 0) {
      return tf.identity(input);
    }
    double scale = 1 / Math.sqrt((1 - rate) * (1 + rate * LOWEST * LOWEST));
    double offset = -scale * LOWEST * rate;
    Operand<TFloat32> dropped =
        tf.select(context.keep(input, rate), input, tf.constant((float) LOWEST));
    return tf.math.add(
        tf.math.mul(dropped, tf.constant((float) scale)), tf.constant((float) offset));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
