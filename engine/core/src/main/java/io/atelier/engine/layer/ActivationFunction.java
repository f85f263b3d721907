package io.atelier.engine.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A function that a layer applies to its output: one of {@link Activation}, one with settings such
 * as {@link io.atelier.engine.layer.activation.LeakyRelu}, or a user's own record, which is a layer
 * too so that it can be written and read.
 *
 * <pre>{@code
 * new Dense(64, Activation.RELU)
 * new Dense(64, new LeakyRelu(0.1))
 * }</pre>
 */
@FunctionalInterface
public interface ActivationFunction {
  /** {@return the activation of {@code x}, of the same shape} */
  Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x);
}
