package io.atelier.engine.layer.augmentation;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import io.atelier.engine.layer.preprocessing.CenterCrop;
import io.atelier.engine.layer.preprocessing.Resizing;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * In training, a part of each image at a place that is drawn for it; otherwise, and of smaller
 * images always, the largest part in the middle that has the proportions of the size, resized:
 * {@code [batch, h, w, channels]} to {@code [batch, height, width, channels]} (Keras'
 * documentation, {@code image_preprocessing/random_crop.py}; Keras 3 draws one place for a whole
 * batch).
 *
 * @param height at least 1
 * @param width at least 1
 */
@Keras(
    fixed = "data_format: 'channels_last'",
    ignored = {"seed: null", "bounding_box_format"})
public record RandomCrop(int height, int width) implements Layer {
  /**
   * @throws IllegalArgumentException if a side is below 1
   */
  public RandomCrop {
    CenterCrop.requireSides("RandomCrop", height, width);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Shape shape = input.shape();
    LayerShapes.requireImages("RandomCrop", shape);
    if (!context.training() || shape.get(1) < height || shape.get(2) < width) {
      return new Resizing(height, width).cropped().apply(context, input);
    }
    return part(context, part(context, input, 1, height), 2, width);
  }

  /** So many places along an axis, from one on that is drawn for each image. */
  private static Operand<TFloat32> part(
      LayerContext context, Operand<TFloat32> images, int axis, int length) {
    Ops tf = context.tf();
    int starts = (int) images.shape().get(axis) - length + 1;
    Operand<TFloat32> share = context.uniform(Shape.of(images.shape().get(0), 1));
    Operand<TInt32> start =
        tf.dtypes.cast(tf.math.mul(share, tf.constant((float) starts)), TInt32.class);
    Operand<TInt32> places = tf.math.add(start, tf.constant(IntStream.range(0, length).toArray()));
    return tf.gather(images, places, tf.constant(axis), Gather.batchDims(1L));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
