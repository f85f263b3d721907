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
 * In training, rotates each image about its middle; otherwise the identity: {@code [batch, height,
 * width, channels]} to the same shape (Keras 3, {@code image_preprocessing/random_rotation.py}).
 *
 * <pre>{@code new RandomRotation(0.05)}   // up to 18 degrees either way</pre>
 *
 * @param factor the share of a full turn, in [-1, 1]; positive is counter-clockwise
 * @param fillMode what is outside the image
 * @param interpolation NEAREST or BILINEAR
 * @param fillValue outside the image, if the fill mode is CONSTANT
 */
@Keras(
    fixed = "data_format: 'channels_last'",
    ignored = {"seed: null", "bounding_box_format"})
public record RandomRotation(
    Factor factor,
    @KerasKey(orElse = "'reflect'") FillMode fillMode,
    @KerasKey(orElse = "'bilinear'") Interpolation interpolation,
    @KerasKey(orElse = "0.0") double fillValue)
    implements Layer {
  /**
   * @throws IllegalArgumentException if a factor is beyond 1, the interpolation is another, or
   *     anything is null
   */
  public RandomRotation {
    Given.required(factor, "RandomRotation", "a factor", "use Factor.of(0.05)")
        .within("RandomRotation", -1, true, 1);
    new AffineSampling(fillMode, interpolation, fillValue).require("RandomRotation");
  }

  /** Up to this share of a turn either way, reflected at the edges, bilinear: Keras' defaults. */
  public RandomRotation(double factor) {
    this(Factor.of(factor), FillMode.REFLECT, Interpolation.BILINEAR, 0);
  }

  /** {@return the same layer with another fill} */
  public RandomRotation withFill(FillMode mode, double value) {
    return new RandomRotation(factor, mode, interpolation, value);
  }

  /** {@return the same layer with another interpolation} */
  public RandomRotation withInterpolation(Interpolation other) {
    return new RandomRotation(factor, fillMode, other, fillValue);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireImages("RandomRotation", input.shape());
    Ops tf = context.tf();
    if (!context.training()) {
      return tf.identity(input);
    }
    Operand<TFloat32> angle =
        tf.math.mul(factor.drawn(context, input), tf.constant((float) (2 * Math.PI)));
    Operand<TFloat32> sine = tf.math.sin(angle);
    Operand<TFloat32> cosine = tf.math.cos(angle);
    float middleX = (input.shape().get(2) - 1) / 2f;
    float middleY = (input.shape().get(1) - 1) / 2f;
    Operand<TFloat32> x = tf.math.sub(AffineSampling.steps(tf, input, 2), tf.constant(middleX));
    Operand<TFloat32> y = tf.math.sub(AffineSampling.steps(tf, input, 1), tf.constant(middleY));
    Operand<TFloat32> turnedX = tf.math.sub(tf.math.mul(cosine, x), tf.math.mul(sine, y));
    Operand<TFloat32> turnedY = tf.math.add(tf.math.mul(sine, x), tf.math.mul(cosine, y));
    return new AffineSampling(fillMode, interpolation, fillValue)
        .of(
            tf,
            input,
            new AffineSampling.Places(
                tf.math.add(turnedX, tf.constant(middleX)),
                tf.math.add(turnedY, tf.constant(middleY))));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
