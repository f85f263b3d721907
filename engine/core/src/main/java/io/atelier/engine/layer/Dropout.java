package io.atelier.engine.layer;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * In training, zeroes every element with probability {@code rate} and multiplies the others by
 * {@code 1 / (1 - rate)}; otherwise the identity (Keras 2.12, {@code
 * layers/regularization/dropout.py}). A new mask every step; how it is drawn is said at {@link
 * LayerContext#keep}.
 *
 * @param rate in [0, 1), also in float32
 */
@Keras(fixed = {"seed: null", "noise_shape: null"})
public record Dropout(double rate) implements Layer {
  /**
   * @throws IllegalArgumentException if {@code rate} is not in [0, 1), or float32 takes it for 0 or
   *     1
   */
  public Dropout {
    Dropped.requireRate("Dropout", rate);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    return Dropped.of(context, input, input, rate);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
