package io.atelier.engine.layer.augmentation;

import io.atelier.engine.Float32;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasForm;
import io.atelier.engine.Source;
import io.atelier.engine.layer.LayerContext;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A range in which a number is drawn for each image, evenly: in Keras {@code [lower, upper]}, or a
 * single number {@code f} for {@code [-f, f]}.
 *
 * @param lower not above {@code upper}
 * @param upper the end of the range
 */
@Keras(bare = true, form = Factor.Bounds.class)
public record Factor(double lower, double upper) {
  /**
   * @throws IllegalArgumentException if {@code lower} is above {@code upper}, or float32 does not
   *     hold them
   */
  public Factor {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "Factor needs a lower and an upper bound, got %s and %s; give the smaller one first"
              .formatted(lower, upper));
    }
    Float32.require("Factor", "the lower bound", lower);
    Float32.require("Factor", "the upper bound", upper);
  }

  /** {@return the range from {@code -size} to {@code size}} */
  public static Factor of(double size) {
    return new Factor(-Math.abs(size), Math.abs(size));
  }

  /** Requires a range inside another, whose lower end is taken or not. */
  Factor within(String who, double least, boolean taken, double most) {
    if (lower < least || (!taken && lower == least) || upper > most) {
      throw new IllegalArgumentException(
          "%s needs factors in %s%s, %s], got %s to %s; give fractions such as 0.1"
              .formatted(who, taken ? "[" : "(", least, most, lower, upper));
    }
    return this;
  }

  /** {@return a number for each of a batch of images, {@code [batch, 1, 1, 1]}} */
  Operand<TFloat32> drawn(LayerContext context, Operand<TFloat32> images) {
    Ops tf = context.tf();
    Operand<TFloat32> share = context.uniform(Shape.of(images.shape().get(0), 1, 1, 1));
    return tf.math.add(
        tf.math.mul(share, tf.constant((float) (upper - lower))), tf.constant((float) lower));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }

  /** What Keras writes: both bounds, or one number. */
  record Bounds(List<Double> bounds) implements KerasForm {
    Bounds(Factor factor) {
      this(List.of(factor.lower, factor.upper));
    }

    @Override
    public Factor spec() {
      if (bounds.isEmpty() || bounds.size() > 2) {
        throw new IllegalArgumentException(
            "Factor needs one or two numbers, got %s; give such as 0.1 or [-0.2, 0.1]"
                .formatted(bounds));
      }
      double first = bounds.get(0);
      return bounds.size() == 1
          ? Factor.of(first)
          : new Factor(Math.min(first, bounds.get(1)), Math.max(first, bounds.get(1)));
    }
  }
}
