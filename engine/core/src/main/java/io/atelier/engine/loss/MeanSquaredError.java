package io.atelier.engine.loss;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** {@code (prediction - target)^2}, averaged over the last axis. */
@Keras(also = "mse")
public record MeanSquaredError() implements LossOfEach {
  @Override
  public Operand<TFloat32> ofEach(Ops tf, Operand<TFloat32> predicted, Operand<TFloat32> wanted) {
    return tf.math.square(tf.math.sub(predicted, wanted));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
