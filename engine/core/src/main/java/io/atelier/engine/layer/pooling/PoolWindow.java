package io.atelier.engine.layer.pooling;

import io.atelier.data.Given;
import io.atelier.engine.layer.LayerShapes;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/** What the layers that pool by windows have in common. */
final class PoolWindow {
  private PoolWindow() {}

  /** A pooling of images. */
  interface Pooling {
    Operand<TFloat32> of(Operand<TFloat32> images, Size pool, Size strides, Padding padding);
  }

  /** Requires everything. */
  static void require(String who, Size pool, Size strides, Padding padding) {
    Given.required(pool, who, "a window", "use Size.square(2) if unsure");
    Given.required(strides, who, "strides", "use the window's size if unsure");
    Given.required(padding, who, "a padding", "use Padding.VALID for none");
  }

  /** Requires everything, and at least one step. */
  static void require(String who, int pool, int strides, Padding padding) {
    if (pool < 1 || strides < 1) {
      throw new IllegalArgumentException(
          "%s needs a window and strides of at least 1 step, got %s and %s; give positive numbers"
              .formatted(who, pool, strides));
    }
    Given.required(padding, who, "a padding", "use Padding.VALID for none");
  }

  /**
   * {@return what a pooling makes of images}
   *
   * @throws IllegalArgumentException if they are none, or smaller than an unpadded window
   */
  static Operand<TFloat32> images(
      String who,
      Operand<TFloat32> input,
      Size pool,
      Size strides,
      Padding padding,
      Pooling pooling) {
    LayerShapes.requireImages(who, input.shape());
    LayerShapes.requireFit(who, input.shape(), pool, padding);
    return pooling.of(input, pool, strides, padding);
  }

  /**
   * {@return what a pooling makes of sequences, as images that are one pixel wide}
   *
   * @throws IllegalArgumentException if they are none, or shorter than an unpadded window
   */
  static Operand<TFloat32> steps(
      String who,
      Ops tf,
      Operand<TFloat32> input,
      int pool,
      int strides,
      Padding padding,
      Pooling pooling) {
    Shape shape = input.shape();
    LayerShapes.requireSequences(who, shape);
    if (padding == Padding.VALID && shape.get(1) < pool) {
      throw new IllegalArgumentException(
          "%s needs sequences of at least %s steps, got %s; use Padding.SAME or a smaller window"
              .formatted(who, pool, LayerShapes.text(shape)));
    }
    Operand<TFloat32> images = tf.expandDims(input, tf.constant(2));
    Operand<TFloat32> pooled = pooling.of(images, new Size(pool, 1), new Size(strides, 1), padding);
    return tf.squeeze(pooled, Squeeze.axis(List.of(2L)));
  }
}
