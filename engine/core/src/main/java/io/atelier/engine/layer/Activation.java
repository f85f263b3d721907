package io.atelier.engine.layer;

import io.atelier.engine.Keras;
import org.tensorflow.Operand;
import org.tensorflow.framework.activations.Activations;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The functions a layer may apply to its output, element by element but for the softmaxes. */
public enum Activation {
  /** {@code x} */
  LINEAR(Activations.LINEAR),
  /** {@code max(x, 0)} */
  @Keras(
      also = "ReLU",
      fixed = {"max_value: null", "negative_slope: 0", "threshold: 0"})
  RELU(Activations.RELU),
  /** {@code exp(x) / sum(exp(x))} over the last axis. */
  @Keras(fixed = "axis: -1")
  SOFTMAX(null) {
    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return tf.nn.softmax(x);
    }
  },
  /** {@code x - log(sum(exp(x)))} over the last axis. */
  LOG_SOFTMAX(null) {
    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return tf.nn.logSoftmax(x);
    }
  },
  /** {@code 1 / (1 + exp(-x))} */
  SIGMOID(Activations.SIGMOID),
  /** {@code tanh(x)} */
  TANH(Activations.TANH),
  /** {@code x} above 0, {@code exp(x) - 1} below. */
  @Keras(fixed = "alpha: 1")
  ELU(Activations.ELU),
  /** The scaled {@link #ELU} of self-normalising networks. */
  SELU(Activations.SELU),
  /** {@code log(exp(x) + 1)} */
  SOFTPLUS(Activations.SOFTPLUS),
  /** {@code x / (|x| + 1)} */
  SOFTSIGN(Activations.SOFTSIGN),
  /** {@code x * sigmoid(x)} */
  @Keras(name = "silu", also = "swish")
  SWISH(Activations.SWISH),
  /** {@code exp(x)} */
  EXPONENTIAL(Activations.EXPONENTIAL);

  private final Activations framework;

  Activation(Activations framework) {
    this.framework = framework;
  }

  /** {@return the activation of {@code x}, of the same shape} */
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    return framework.getInstance().call(tf, x);
  }

  /** {@return a layer that applies this function to its input: {@code RELU.layer()}} */
  public Layer layer() {
    return new ActivationLayer(this);
  }
}
