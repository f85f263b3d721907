package io.atelier.engine.layer;

import io.atelier.engine.Keras;
import org.tensorflow.Operand;
import org.tensorflow.framework.activations.Activations;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/**
 * The functions without settings that a layer may apply to its output, element by element but for
 * the softmaxes (Keras 3, {@code activations/activations.py}). Those with settings are in {@link
 * io.atelier.engine.layer.activation}.
 */
public enum Activation implements ActivationFunction {
  /** {@code x} */
  LINEAR(Activations.LINEAR),
  /** {@code max(x, 0)} */
  RELU(Activations.RELU),
  /** {@code exp(x) / sum(exp(x))} over the last axis. */
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
  EXPONENTIAL(Activations.EXPONENTIAL),
  /** {@code min(max(x, 0), 6)} */
  RELU6(null) {
    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return tf.nn.relu6(x);
    }
  },
  /** {@code x} where it is positive, else {@code 0.2 * x}, as Keras 3's function has it. */
  LEAKY_RELU(null) {
    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return tf.nn.leakyRelu(x, LeakyRelu.alpha(0.2f));
    }
  },
  /** {@code x * (1 + erf(x / sqrt(2))) / 2} (Hendrycks and Gimpel 2016). */
  GELU(null) {
    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      Operand<TFloat32> erf = tf.math.erf(tf.math.mul(x, tf.constant((float) Math.sqrt(0.5))));
      return tf.math.mul(tf.math.mul(tf.constant(0.5f), x), tf.math.add(tf.constant(1f), erf));
    }
  },
  /** {@code min(max(x + 3, 0), 6) / 6}, as Keras 3 has it; Keras 2's is another function. */
  HARD_SIGMOID(null) {
    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      Operand<TFloat32> shifted = tf.nn.relu6(tf.math.add(x, tf.constant(3f)));
      return tf.math.mul(shifted, tf.constant((float) (1 / 6.0)));
    }
  },
  /** {@code x * hard_sigmoid(x)} */
  @Keras(name = "hard_silu", also = "hard_swish")
  HARD_SWISH(null) {
    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return tf.math.mul(x, HARD_SIGMOID.apply(tf, x));
    }
  },
  /** {@code x * tanh(log(exp(x) + 1))} (Misra 2019). */
  MISH(null) {
    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return tf.math.mul(x, tf.math.tanh(tf.math.softplus(x)));
    }
  };

  private final Activations framework;

  Activation(Activations framework) {
    this.framework = framework;
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    return framework.getInstance().call(tf, x);
  }

  /** {@return a layer that applies this function to its input: {@code RELU.layer()}} */
  public Layer layer() {
    return new ActivationLayer(this);
  }
}
