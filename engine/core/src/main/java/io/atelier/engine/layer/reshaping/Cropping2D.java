package io.atelier.engine.layer.reshaping;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An image without its border: {@code [batch, height, width, channels]} to {@code [batch, height -
 * top - bottom, width - left - right, channels]} (Keras 3, {@code layers/reshaping/cropping2d.py}).
 *
 * @param cropping rows and columns cut off on each side
 */
@Keras(fixed = "data_format: 'channels_last'")
public record Cropping2D(@KerasKey(orElse = "0") Border cropping) implements Layer {
  /**
   * @throws IllegalArgumentException if there is no border
   */
  public Cropping2D {
    Given.required(cropping, "Cropping2D", "a border", "use Border.of(1) if unsure");
  }

  /** As many on all sides. */
  public Cropping2D(int cropping) {
    this(Border.of(cropping));
  }

  /**
   * @throws IllegalArgumentException if nothing would be left of an image
   */
  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Shape shape = input.shape();
    LayerShapes.requireImages("Cropping2D", shape);
    int height = (int) shape.get(1) - cropping.rows().both();
    int width = (int) shape.get(2) - cropping.columns().both();
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "Cropping2D needs images of at least %sx%s, got %s; cut off less"
              .formatted(
                  cropping.rows().both() + 1,
                  cropping.columns().both() + 1,
                  LayerShapes.text(shape)));
    }
    Ops tf = context.tf();
    return tf.slice(
        input,
        tf.array(0, cropping.rows().before(), cropping.columns().before(), 0),
        tf.array(-1, height, width, -1));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
