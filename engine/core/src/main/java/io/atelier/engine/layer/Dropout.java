package io.atelier.engine.layer;

import io.atelier.engine.Float32;
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
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "Dropout needs a rate in [0, 1), got "
              + rate
              + "; give the fraction to drop, such as 0.2");
    }
    Float32.require("Dropout", "rate", rate);
    if (!Float32.staysBelowOne(rate)) {
      throw new IllegalArgumentException(
          "Dropout needs a rate of at most 0.99999994, since float32 takes more for 1, got "
              + rate
              + "; give the fraction to drop, such as 0.2");
    }
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    if (!context.training() || rate == 0) {
      return context.tf().identity(input);
    }
    Operand<TFloat32> scaled =
        context.tf().math.mul(input, context.tf().constant((float) (1 / (1 - rate))));
    return context.tf().select(context.keep(input, rate), scaled, context.tf().zerosLike(input));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
