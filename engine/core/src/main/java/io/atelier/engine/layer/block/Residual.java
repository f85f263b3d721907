package io.atelier.engine.layer.block;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.merge.Add;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a body of layers makes of its input, added to the input (He et al. 2016): {@code body(x) +
 * x}, or {@code body(x) + shortcut(x)} where the body changes the shape.
 *
 * <pre>{@code
 * Residual.of(new Dense(16, RELU), new Dense(16, LINEAR))
 * Residual.of(new Conv2D(32, 3, RELU).withStrides(Size.square(2))).withShortcut(new Conv2D(32, 1, LINEAR).withStrides(Size.square(2)))
 * }</pre>
 *
 * @param body what is added
 * @param shortcut what the input goes through; empty for nothing
 */
@Keras(own = true)
public record Residual(Layer body, Optional<Layer> shortcut) implements Layer {
  /**
   * @throws IllegalArgumentException if anything is null
   */
  public Residual {
    Given.required(body, "Residual", "a body", "give the layers to add to their input");
    Given.required(shortcut, "Residual", "a shortcut or none", "use Optional.empty() for none");
  }

  /** {@return layers one after another, added to their input} */
  public static Residual of(Layer... body) {
    return new Residual(Sequential.of(body), Optional.empty());
  }

  /** {@return the same body, added to what these layers make of the input} */
  public Residual withShortcut(Layer... layers) {
    return new Residual(body, Optional.of(layers.length == 1 ? layers[0] : Sequential.of(layers)));
  }

  /**
   * @throws IllegalArgumentException if the body gives another shape than the input or shortcut has
   */
  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Operand<TFloat32> changed = context.apply(body, input);
    Operand<TFloat32> kept = shortcut.isPresent() ? context.apply(shortcut.get(), input) : input;
    return context.apply(new Add(), List.of(changed, kept));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
