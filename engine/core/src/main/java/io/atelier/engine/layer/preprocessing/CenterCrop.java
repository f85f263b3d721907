package io.atelier.engine.layer.preprocessing;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The middle of an image: {@code [batch, h, w, channels]} to {@code [batch, height, width,
 * channels]}. Of a smaller image, the largest part of the new proportions, enlarged (Keras 3,
 * {@code layers/preprocessing/image_preprocessing/center_crop.py}).
 *
 * @param height at least 1
 * @param width at least 1
 */
@Keras(fixed = "data_format: 'channels_last'", ignored = "bounding_box_format")
public record CenterCrop(int height, int width) implements Layer {
  /**
   * @throws IllegalArgumentException if a side is below 1
   */
  public CenterCrop {
    requireSides("CenterCrop", height, width);
  }

  /**
   * Requires a size.
   *
   * @param who needs it
   * @throws IllegalArgumentException if a side is below 1
   */
  public static void requireSides(String who, int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "%s needs a height and a width of at least 1, got %sx%s; give positive numbers"
              .formatted(who, height, width));
    }
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Shape shape = input.shape();
    LayerShapes.requireImages("CenterCrop", shape);
    int rows = (int) shape.get(1) - height;
    int columns = (int) shape.get(2) - width;
    if (rows < 0 || columns < 0) {
      return new Resizing(height, width).cropped().apply(context, input);
    }
    Ops tf = context.tf();
    return tf.slice(input, tf.array(0, rows / 2, columns / 2, 0), tf.array(-1, height, width, -1));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
