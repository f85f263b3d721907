package io.atelier.engine.layer;

import io.atelier.data.Given;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A layer under a name of its own.
 *
 * @param givenName letters, digits, {@code _ . -}, beginning with a letter or digit
 * @param layer what it names
 */
public record Named(@KerasKey(name = "name") String givenName, @KerasKey(merged = true) Layer layer)
    implements Layer {
  /**
   * @throws IllegalArgumentException if the name could not name a TensorFlow operation, or there is
   *     no layer
   */
  public Named {
    Given.required(layer, "Named", "a layer", "give the one to name");
    if (givenName == null || !LayerNaming.fits(givenName)) {
      throw new IllegalArgumentException(
          "Named needs letters, digits, '_', '.' or '-', got \""
              + givenName
              + "\"; choose a name such as conv_1");
    }
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    return layer.apply(context, input);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, List<Operand<TFloat32>> inputs) {
    return layer.apply(context, inputs);
  }

  @Override
  public Optional<String> name() {
    return Optional.of(givenName);
  }

  @Override
  public String type() {
    return layer.type();
  }

  @Override
  public boolean trainable() {
    return layer.trainable();
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
