package io.atelier.engine.layer.augmentation;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * In training, {@code (x - mean) * factor + mean}, {@code mean} being that of the image's channel
 * and the factor drawn for each image; otherwise the identity: {@code [batch, height, width,
 * channels]} to the same shape (Keras 3, {@code image_preprocessing/random_contrast.py}). A single
 * number in Keras' files is the spread below and above, as Keras documents it; its version 3 takes
 * it for the part above 1 alone, and writes both.
 *
 * @param factor how far the factor may be from 1
 * @param valueRange of the images; results outside it are cut to it
 */
@Keras(
    fixed = "data_format: 'channels_last'",
    ignored = {"seed: null", "bounding_box_format"})
public record RandomContrast(Spread factor, @KerasKey(orElse = "[0, 255]") ValueRange valueRange)
    implements Layer {
  /**
   * @throws IllegalArgumentException if anything is null
   */
  public RandomContrast {
    Given.required(factor, "RandomContrast", "a factor", "use new Spread(0.1, 0.1)");
    Given.required(valueRange, "RandomContrast", "a range", "use new ValueRange(0, 255) for bytes");
  }

  /** As far below 1 as above it; images of bytes. */
  public RandomContrast(double factor) {
    this(new Spread(factor, factor), new ValueRange(0, 255));
  }

  /** {@return the same layer for images of another range} */
  public RandomContrast withValueRange(double low, double high) {
    return new RandomContrast(factor, new ValueRange(low, high));
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireImages("RandomContrast", input.shape());
    Ops tf = context.tf();
    if (!context.training()) {
      return tf.identity(input);
    }
    Operand<TFloat32> mean = tf.math.mean(input, tf.array(1, 2), Mean.keepDims(true));
    Operand<TFloat32> drawn = factor.factor().drawn(context, input);
    return valueRange.clipped(tf, tf.math.add(tf.math.mul(tf.math.sub(input, mean), drawn), mean));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
