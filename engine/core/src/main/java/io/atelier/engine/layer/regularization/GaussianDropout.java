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
 * In training, multiplies by normal random numbers of mean 1 and standard deviation {@code
 * sqrt(rate / (1 - rate))}, which is {@code Dropout}'s; otherwise the identity: {@code [batch,
 * ...]} to the same shape (Keras 3, {@code layers/regularization/gaussian_dropout.py}).
 *
 * @param rate in [0, 1), also in float32
 */
@Keras(ignored = "seed: null")
public record GaussianDropout(double rate) implements Layer {
  /**
   * @throws IllegalArgumentException if {@code rate} is not in [0, 1), or float32 takes it for 0 or
   *     1
   */
  public GaussianDropout {
    Dropped.requireRate("GaussianDropout", rate);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    if (!context.training() || rate == 0) {
      return tf.identity(input);
    }
    float deviation = (float) Math.sqrt(rate / (1 - rate));
    Operand<TFloat32> noise = tf.math.mul(context.normal(input.shape()), tf.constant(deviation));
    return tf.math.mul(input, tf.math.add(noise, tf.constant(1f)));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
