package io.atelier.engine.layer.activation;

import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code x} where it is positive, else {@code negativeSlope * x} (Keras 3, {@code
 * layers/activations/leaky_relu.py}; Keras 2 calls the slope {@code alpha}).
 *
 * @param negativeSlope at least 0
 */
@Keras(name = "LeakyReLU")
public record LeakyRelu(@KerasKey(also = "alpha", orElse = "0.3") double negativeSlope)
    implements FunctionLayer {
  /**
   * @throws IllegalArgumentException if the slope is negative or none that float32 holds
   */
  public LeakyRelu {
    Slope.require("LeakyRelu", "negativeSlope", negativeSlope);
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    return tf.nn.leakyRelu(x, org.tensorflow.op.nn.LeakyRelu.alpha((float) negativeSlope));
  }

  @Override
  public String type() {
    return "LeakyReLU";
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
