package io.atelier.engine.layer.activation;

import io.atelier.engine.layer.ActivationFunction;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A function with settings that is a layer too, {@code [batch, ...]} to the same shape.
 *
 * <pre>{@code
 * new Dense(64, new LeakyRelu(0.1))                    // applied by the layer
 * Model.of("m", input, new Dense(64, LINEAR), new LeakyRelu(0.1))    // as a layer of its own
 * }</pre>
 */
public interface FunctionLayer extends Layer, ActivationFunction {
  @Override
  default Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    return apply(context.tf(), input);
  }
}
