package io.atelier.engine.layer;

import io.atelier.engine.Keras;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** One step of a network: a value that can be built into any number of graphs. */
@Keras(
    module = "keras.layers",
    ignored = {"batch_input_shape", "input_dtype", "autocast"})
public interface Layer {
  /**
   * Adds the layer's operations to the graph of {@code context}.
   *
   * @param input {@code [batch, ...]}; the batch size may be unknown
   * @return the output, {@code [batch, ...]}
   * @throws IllegalArgumentException if the layer cannot take the input's shape; the message says
   *     what it needs and what to do
   */
  Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input);

  /** {@return the name given by {@link #named}; empty lets the model number it, as Keras does} */
  default Optional<String> name() {
    return Optional.empty();
  }

  /** {@return the kind shown in a summary, by default the class name: {@code Dense}} */
  default String type() {
    return getClass().getSimpleName();
  }

  /** {@return whether training may move the layer's weights} */
  default boolean trainable() {
    return true;
  }

  /** {@return this layer under a name of its own, unique in its model} */
  default Layer named(String name) {
    return new Named(name, this);
  }

  /** {@return this layer with weights that training leaves alone} */
  default Layer frozen() {
    return new Frozen(this);
  }
}
