package io.atelier.engine.layer.augmentation;

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
 * In training, flips each image with probability 1/2; otherwise the identity: {@code [batch,
 * height, width, channels]} to the same shape (Keras 3, {@code
 * image_preprocessing/random_flip.py}). For both directions each has a draw of its own, as in Keras
 * 2.12; Keras 3 flips both or none.
 *
 * @param mode in which directions
 */
@Keras(
    fixed = "data_format: 'channels_last'",
    ignored = {"seed: null", "bounding_box_format"})
public record RandomFlip(@KerasKey(orElse = "'horizontal_and_vertical'") FlipMode mode)
    implements Layer {
  /**
   * @throws IllegalArgumentException if there is no mode
   */
  public RandomFlip {
    Given.required(mode, "RandomFlip", "a mode", "use FlipMode.HORIZONTAL if unsure");
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireImages("RandomFlip", input.shape());
    if (!context.training()) {
      return context.tf().identity(input);
    }
    Operand<TFloat32> output = input;
    if (mode != FlipMode.VERTICAL) {
      output = flipped(context, output, 2);
    }
    if (mode != FlipMode.HORIZONTAL) {
      output = flipped(context, output, 1);
    }
    return output;
  }

  private static Operand<TFloat32> flipped(
      LayerContext context, Operand<TFloat32> images, int axis) {
    Ops tf = context.tf();
    Operand<TFloat32> share = context.uniform(Shape.of(images.shape().get(0), 1, 1, 1));
    return tf.select(
        tf.math.less(share, tf.constant(0.5f)), tf.reverse(images, tf.array(axis)), images);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
