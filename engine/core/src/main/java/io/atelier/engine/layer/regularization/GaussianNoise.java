package io.atelier.engine.layer.regularization;

import io.atelier.engine.Float32;
import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * In training, adds normal random numbers of mean 0; otherwise the identity: {@code [batch, ...]}
 * to the same shape (Keras 3, {@code layers/regularization/gaussian_noise.py}).
 *
 * @param stddev their standard deviation, in [0, 1]
 */
@Keras(ignored = "seed: null")
public record GaussianNoise(double stddev) implements Layer {
  /**
   * @throws IllegalArgumentException if {@code stddev} is not in [0, 1], or float32 takes it for 0
   */
  public GaussianNoise {
    if (!(stddev >= 0 && stddev <= 1)) {
      throw new IllegalArgumentException(
          "GaussianNoise needs a standard deviation in [0, 1], got %s; bring its input to a size of about 1, with Rescaling or Normalization"
              .formatted(stddev));
    }
    Float32.require("GaussianNoise", "stddev", stddev);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    if (!context.training() || stddev == 0) {
      return tf.identity(input);
    }
    return tf.math.add(
        input, tf.math.mul(context.normal(input.shape()), tf.constant((float) stddev)));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
