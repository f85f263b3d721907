package io.atelier.engine.layer.augmentation;

import io.atelier.data.Given;
import io.atelier.data.image.Interpolation;
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
 * In training, shifts each image by a share of its height and width; otherwise the identity: {@code
 * [batch, height, width, channels]} to the same shape (Keras 3, {@code
 * image_preprocessing/random_translation.py}).
 *
 * <pre>{@code new RandomTranslation(0.1, 0.1)}</pre>
 *
 * @param heightFactor the share of the height, in [-1, 1]; positive is down
 * @param widthFactor the share of the width, in [-1, 1]; positive is to the right
 * @param fillMode what is outside the image
 * @param interpolation NEAREST or BILINEAR
 * @param fillValue outside the image, if the fill mode is CONSTANT
 */
@Keras(
    fixed = "data_format: 'channels_last'",
    ignored = {"seed: null", "bounding_box_format"})
public record RandomTranslation(
    Factor heightFactor,
    Factor widthFactor,
    @KerasKey(orElse = "'reflect'") FillMode fillMode,
    @KerasKey(orElse = "'bilinear'") Interpolation interpolation,
    @KerasKey(orElse = "0.0") double fillValue)
    implements Layer {
  /**
   * @throws IllegalArgumentException if a factor is beyond 1, the interpolation is another, or
   *     anything is null
   */
  public RandomTranslation {
    Given.required(heightFactor, "RandomTranslation", "a height factor", "use Factor.of(0.1)")
        .within("RandomTranslation", -1, true, 1);
    Given.required(widthFactor, "RandomTranslation", "a width factor", "use Factor.of(0.1)")
        .within("RandomTranslation", -1, true, 1);
    new AffineSampling(fillMode, interpolation, fillValue).require("RandomTranslation");
  }

  /** Up to these shares in all directions, reflected at the edges, bilinear: Keras' defaults. */
  public RandomTranslation(double height, double width) {
    this(Factor.of(height), Factor.of(width), FillMode.REFLECT, Interpolation.BILINEAR, 0);
  }

  /** {@return the same layer with other ranges} */
  public RandomTranslation withFactors(Factor height, Factor width) {
    return new RandomTranslation(height, width, fillMode, interpolation, fillValue);
  }

  /** {@return the same layer with another fill} */
  public RandomTranslation withFill(FillMode mode, double value) {
    return new RandomTranslation(heightFactor, widthFactor, mode, interpolation, value);
  }

  /** {@return the same layer with another interpolation} */
  public RandomTranslation withInterpolation(Interpolation other) {
    return new RandomTranslation(heightFactor, widthFactor, fillMode, other, fillValue);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireImages("RandomTranslation", input.shape());
    Ops tf = context.tf();
    if (!context.training()) {
      return tf.identity(input);
    }
    Operand<TFloat32> down = pixels(context, input, heightFactor, 1);
    Operand<TFloat32> right = pixels(context, input, widthFactor, 2);
    return new AffineSampling(fillMode, interpolation, fillValue)
        .of(
            tf,
            input,
            new AffineSampling.Places(
                tf.math.sub(AffineSampling.steps(tf, input, 2), right),
                tf.math.sub(AffineSampling.steps(tf, input, 1), down)));
  }

  private static Operand<TFloat32> pixels(
      LayerContext context, Operand<TFloat32> images, Factor factor, int axis) {
    return context
        .tf()
        .math
        .mul(
            factor.drawn(context, images), context.tf().constant((float) images.shape().get(axis)));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
