package io.atelier.engine.layer.augmentation;

import io.atelier.data.Given;
import io.atelier.data.image.Interpolation;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * In training, makes each image smaller (positive factors) or larger (negative ones) about its
 * middle; otherwise the identity: {@code [batch, height, width, channels]} to the same shape (Keras
 * 3, {@code image_preprocessing/random_zoom.py}).
 *
 * <pre>{@code new RandomZoom(0.1)}</pre>
 *
 * @param heightFactor in (-1, 1]; 0.2 shows 1.2 times the height of the image, -0.2 its 0.8 times
 * @param widthFactor the same across; empty takes the number drawn for the height, which keeps
 *     proportions
 * @param fillMode what is outside the image
 * @param interpolation NEAREST or BILINEAR
 * @param fillValue outside the image, if the fill mode is CONSTANT
 */
@Keras(
    fixed = "data_format: 'channels_last'",
    ignored = {"seed: null", "bounding_box_format"})
public record RandomZoom(
    Factor heightFactor,
    @KerasKey(orElse = "null") Optional<Factor> widthFactor,
    @KerasKey(orElse = "'reflect'") FillMode fillMode,
    @KerasKey(orElse = "'bilinear'") Interpolation interpolation,
    @KerasKey(orElse = "0.0") double fillValue)
    implements Layer {
  /**
   * @throws IllegalArgumentException if a factor is outside (-1, 1], the interpolation is another,
   *     or anything is null
   */
  public RandomZoom {
    Given.required(heightFactor, "RandomZoom", "a height factor", "use Factor.of(0.1)")
        .within("RandomZoom", -1, false, 1);
    Given.required(widthFactor, "RandomZoom", "a width factor", "use Optional.empty()")
        .ifPresent(factor -> factor.within("RandomZoom", -1, false, 1));
    new AffineSampling(fillMode, interpolation, fillValue).require("RandomZoom");
  }

  /** In both directions alike, reflected at the edges, bilinear: Keras' defaults. */
  public RandomZoom(double factor) {
    this(Factor.of(factor), Optional.empty(), FillMode.REFLECT, Interpolation.BILINEAR, 0);
  }

  /** {@return the same layer with other ranges} */
  public RandomZoom withFactors(Factor height, Optional<Factor> width) {
    return new RandomZoom(height, width, fillMode, interpolation, fillValue);
  }

  /** {@return the same layer with another fill} */
  public RandomZoom withFill(FillMode mode, double value) {
    return new RandomZoom(heightFactor, widthFactor, mode, interpolation, value);
  }

  /** {@return the same layer with another interpolation} */
  public RandomZoom withInterpolation(Interpolation other) {
    return new RandomZoom(heightFactor, widthFactor, fillMode, other, fillValue);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireImages("RandomZoom", input.shape());
    Ops tf = context.tf();
    if (!context.training()) {
      return tf.identity(input);
    }
    Operand<TFloat32> down = tf.math.add(heightFactor.drawn(context, input), tf.constant(1f));
    Operand<TFloat32> across =
        widthFactor
            .map(factor -> factor.drawn(context, input))
            .<Operand<TFloat32>>map(drawn -> tf.math.add(drawn, tf.constant(1f)))
            .orElse(down);
    return new AffineSampling(fillMode, interpolation, fillValue)
        .of(
            tf,
            input,
            new AffineSampling.Places(zoomed(tf, input, 2, across), zoomed(tf, input, 1, down)));
  }

  /** {@code zoom * x + (length - 1) / 2 * (1 - zoom)}: the middle stays where it is. */
  private static Operand<TFloat32> zoomed(
      Ops tf, Operand<TFloat32> images, int axis, Operand<TFloat32> zoom) {
    Operand<TFloat32> middle = tf.constant((images.shape().get(axis) - 1) / 2f);
    return tf.math.add(
        tf.math.mul(zoom, AffineSampling.steps(tf, images, axis)),
        tf.math.mul(middle, tf.math.sub(tf.constant(1f), zoom)));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
