package io.atelier.engine.loss;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code log(cosh(prediction - target))}, averaged over the last axis: the square's half for small
 * errors, a line for large ones. Computed as {@code x + softplus(-2x) - log(2)}, which does not
 * overflow (Keras 3, {@code losses/losses.py}).
 */
@Keras(also = "LogCoshError")
public record LogCosh() implements LossOfEach {
  @Override
  public Operand<TFloat32> ofEach(Ops tf, Operand<TFloat32> predicted, Operand<TFloat32> wanted) {
    Operand<TFloat32> error = tf.math.sub(predicted, wanted);
    Operand<TFloat32> softplus = tf.math.softplus(tf.math.mul(error, tf.constant(-2f)));
    return tf.math.sub(tf.math.add(error, softplus), tf.constant((float) Math.log(2)));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
