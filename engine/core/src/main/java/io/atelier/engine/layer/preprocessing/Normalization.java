package io.atelier.engine.layer.preprocessing;

import io.atelier.data.Given;
import io.atelier.engine.Float32;
import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * {@code (x - mean) / max(sqrt(variance), 1e-7)} for each place along the last axis, in float32:
 * {@code [batch, ..., features]} to the same shape (Keras 3, {@code
 * layers/preprocessing/normalization.py}). Mean and variance are given, such as those of the
 * training set's columns or channels; training leaves them alone. Keras writes a number instead of
 * a list where all features have the same.
 *
 * <pre>{@code new Normalization(List.of(0.5, 12.0), List.of(0.25, 4.0))}</pre>
 *
 * @param mean of each feature, or one for all
 * @param variance of each feature, as many, at least 0
 */
@Keras(fixed = {"axis: [-1] | [] | null", "invert: false"})
public record Normalization(List<Double> mean, List<Double> variance) implements Layer {
  private static final float EPSILON = 1e-7f;

  /**
   * @throws IllegalArgumentException if there are no numbers, not as many of both, a variance is
   *     negative, float32 does not hold a number, or anything is null
   */
  public Normalization {
    mean = Given.list(mean, "Normalization", "means");
    variance = Given.list(variance, "Normalization", "variances");
    if (mean.isEmpty() || mean.size() != variance.size()) {
      throw new IllegalArgumentException(
          "Normalization needs a mean and a variance for each feature, got %s and %s; give as many of both"
              .formatted(mean.size(), variance.size()));
    }
    mean.forEach(value -> Float32.require("Normalization", "mean", value));
    for (double value : variance) {
      if (!(value >= 0)) {
        throw new IllegalArgumentException(
            "Normalization needs variances of at least 0, got %s; give squares of deviations"
                .formatted(value));
      }
      Float32.require("Normalization", "variance", value);
    }
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Shape shape = input.shape();
    int features = mean.size();
    if (shape.numDimensions() < 2 || (features > 1 && shape.get(-1) != features)) {
      throw new IllegalArgumentException(
          "Normalization needs [batch, ..., %s], got %s; give a mean and a variance for each place of the last axis, or one for all"
              .formatted(features == 1 ? "features" : features, LayerShapes.text(shape)));
    }
    Ops tf = context.tf();
    float[] means = new float[features];
    // The float32 quotient of float32 numbers: dividing in float64 and rounding once gives the same
    // float, and survives TensorFlow's rewriting of divisions by constants (trap 11).
    double[] deviations = new double[features];
    for (int i = 0; i < features; i++) {
      means[i] = mean.get(i).floatValue();
      deviations[i] = Math.max((float) Math.sqrt(variance.get(i).floatValue()), EPSILON);
    }
    Operand<TFloat64> centred =
        tf.dtypes.cast(tf.math.sub(input, tf.constant(means)), TFloat64.class);
    return tf.dtypes.cast(tf.math.div(centred, tf.constant(deviations)), TFloat32.class);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
