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
import org.tensorflow.types.TFloat32;

/**
 * In training, adds to each image a share of its range, the same everywhere; otherwise the
 * identity: {@code [batch, height, width, channels]} to the same shape (Keras 3, {@code
 * image_preprocessing/random_brightness.py}).
 *
 * @param factor the share, in [-1, 1]: -1 makes black, 1 white
 * @param valueRange of the images; results outside it are cut to it
 */
@Keras(
    fixed = "data_format: 'channels_last'",
    ignored = {"seed: null", "bounding_box_format"})
public record RandomBrightness(Factor factor, @KerasKey(orElse = "[0, 255]") ValueRange valueRange)
    implements Layer {
  /**
   * @throws IllegalArgumentException if a factor is beyond 1, or anything is null
   */
  public RandomBrightness {
    Given.required(factor, "RandomBrightness", "a factor", "use Factor.of(0.1)")
        .within("RandomBrightness", -1, true, 1);
    Given.required(
        valueRange, "RandomBrightness", "a range", "use new ValueRange(0, 255) for bytes");
  }

  /** Up to this share darker or brighter; images of bytes. */
  public RandomBrightness(double factor) {
    this(Factor.of(factor), new ValueRange(0, 255));
  }

  /** {@return the same layer for images of another range} */
  public RandomBrightness withValueRange(double low, double high) {
    return new RandomBrightness(factor, new ValueRange(low, high));
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireImages("RandomBrightness", input.shape());
    Ops tf = context.tf();
    if (!context.training()) {
      return tf.identity(input);
    }
    Operand<TFloat32> more =
        tf.math.mul(
            factor.drawn(context, input),
            tf.constant((float) (valueRange.high() - valueRange.low())));
    return valueRange.clipped(tf, tf.math.add(input, more));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
