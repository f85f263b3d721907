package io.atelier.engine.layer.reshaping;

import io.atelier.data.Given;
import io.atelier.data.image.Interpolation;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.preprocessing.Resampling;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Larger images: {@code [batch, height, width, channels]} to {@code [batch, height * rows, width *
 * columns, channels]} (Keras 3, {@code layers/reshaping/up_sampling2d.py}).
 *
 * @param size how many rows and columns each pixel becomes
 * @param interpolation NEAREST repeats pixels; BILINEAR goes evenly from the middle of one to the
 *     middle of the next; BICUBIC, LANCZOS3 and LANCZOS5 are smoother
 */
@Keras(fixed = "data_format: 'channels_last'")
public record UpSampling2D(
    @KerasKey(orElse = "2") Size size, @KerasKey(orElse = "'nearest'") Interpolation interpolation)
    implements Layer {
  /**
   * @throws IllegalArgumentException if the interpolation is another, or anything is null
   */
  public UpSampling2D {
    Given.required(size, "UpSampling2D", "a size", "use Size.square(2) if unsure");
    Resampling.require("UpSampling2D", interpolation);
  }

  /** Every pixel repeated down and across. */
  public UpSampling2D(int size) {
    this(Size.square(size), Interpolation.NEAREST);
  }

  /** {@return the same layer with another interpolation} */
  public UpSampling2D withInterpolation(Interpolation other) {
    return new UpSampling2D(size, other);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Shape shape = input.shape();
    LayerShapes.requireImages("UpSampling2D", shape);
    Ops tf = context.tf();
    int height = (int) shape.get(1);
    int width = (int) shape.get(2);
    int channels = (int) shape.get(3);
    int rows = height * size.height();
    int columns = width * size.width();
    if (interpolation != Interpolation.NEAREST) {
      return new Resampling(interpolation, false).of(tf, input, rows, columns);
    }
    Operand<TFloat32> apart = tf.reshape(input, tf.array(-1, height, 1, width, 1, channels));
    return tf.reshape(
        tf.tile(apart, tf.array(1, 1, size.height(), 1, size.width(), 1)),
        tf.array(-1, rows, columns, channels));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
