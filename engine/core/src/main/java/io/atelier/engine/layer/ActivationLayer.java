package io.atelier.engine.layer;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * An activation as a layer of its own, {@code [batch, ...]} to the same shape (Keras: {@code
 * Activation}).
 *
 * <pre>{@code Model.of("two", Input.floats(4), new Dense(2, LINEAR), SOFTMAX.layer())}</pre>
 *
 * @param activation what is applied
 */
@Keras(name = "Activation")
public record ActivationLayer(ActivationFunction activation) implements Layer {
  /**
   * @throws IllegalArgumentException if there is none
   */
  public ActivationLayer {
    Given.required(activation, "ActivationLayer", "an activation", "use Activation.RELU if unsure");
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    return activation.apply(context.tf(), input);
  }

  /** {@return {@code Activation}, as Keras calls it} */
  @Override
  public String type() {
    return "Activation";
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
