package io.atelier.engine.layer;

import io.atelier.engine.Keras;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * One step of a network: a value that can be built into any number of graphs. Almost every layer
 * has one input; those of several implement {@link Merge}.
 */
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

  /**
   * Adds the layer's operations for several inputs; only a {@link Merge} takes more than one.
   *
   * @throws IllegalArgumentException if the layer does not take so many, or not of these shapes
   */
  default Operand<TFloat32> apply(LayerContext context, List<Operand<TFloat32>> inputs) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          "%s needs one input, got %s of shapes %s; merge them before it with new Concatenate() or new Add()"
              .formatted(type(), inputs.size(), Merge.shapes(inputs)));
    }
    return apply(context, inputs.get(0));
  }

  /**
   * {@return what this layer makes of values of a graph} Every call is a layer with weights of its
   * own; for the same weights at several places see {@link Shared}.
   *
   * <pre>{@code Node sum = new Add().of(x, image);}</pre>
   *
   * @throws IllegalArgumentException if there is no input, or one is null
   */
  default Node of(Node... inputs) {
    return new Shared(this).of(inputs);
  }

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
