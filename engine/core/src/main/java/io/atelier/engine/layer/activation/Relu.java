package io.atelier.engine.layer.activation;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.OptionalDouble;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code min(x, maxValue)} from the threshold on, {@code negativeSlope * (x - threshold)} below
 * (Keras 3, {@code layers/activations/relu.py}).
 *
 * <pre>{@code new Relu(OptionalDouble.of(6), 0, 0)}</pre>
 *
 * @param maxValue at least 0; empty for no limit
 * @param negativeSlope at least 0
 * @param threshold at least 0
 */
@Keras(name = "ReLU")
public record Relu(
    OptionalDouble maxValue,
    @KerasKey(orElse = "0.0") double negativeSlope,
    @KerasKey(orElse = "0.0") double threshold)
    implements FunctionLayer {
  /**
   * @throws IllegalArgumentException if a number is negative or none that float32 holds
   */
  public Relu {
    Given.required(maxValue, "Relu", "a limit or none", "use OptionalDouble.empty() for none");
    maxValue.ifPresent(limit -> Slope.require("Relu", "maxValue", limit));
    Slope.require("Relu", "negativeSlope", negativeSlope);
    Slope.require("Relu", "threshold", threshold);
  }

  /** The usual: {@code max(x, 0)}. */
  public Relu() {
    this(OptionalDouble.empty(), 0, 0);
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> zero = tf.constant(0f);
    Operand<TFloat32> limit = tf.constant((float) threshold);
    Operand<TFloat32> above =
        threshold == 0 ? tf.nn.relu(x) : tf.select(tf.math.greater(x, limit), x, tf.zerosLike(x));
    if (maxValue.isPresent()) {
      above = tf.math.minimum(above, tf.constant((float) maxValue.getAsDouble()));
    }
    if (negativeSlope == 0) {
      return above;
    }
    Operand<TFloat32> below = tf.math.minimum(tf.math.sub(x, limit), zero);
    return tf.math.add(above, tf.math.mul(below, tf.constant((float) negativeSlope)));
  }

  @Override
  public String type() {
    return "ReLU";
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
