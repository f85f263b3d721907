package io.atelier.engine.layer.activation;

import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code x} where it is positive, else {@code alpha * (exp(x) - 1)} (Keras 3, {@code
 * layers/activations/elu.py}).
 *
 * @param alpha at least 0
 */
@Keras(name = "ELU")
public record Elu(@KerasKey(orElse = "1.0") double alpha) implements FunctionLayer {
  /**
   * @throws IllegalArgumentException if {@code alpha} is negative or none that float32 holds
   */
  public Elu {
    Slope.require("Elu", "alpha", alpha);
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> elu = tf.nn.elu(x);
    return alpha == 1
        ? elu
        : tf.select(
            tf.math.greater(x, tf.constant(0f)), x, tf.math.mul(elu, tf.constant((float) alpha)));
  }

  @Override
  public String type() {
    return "ELU";
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
