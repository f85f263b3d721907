package io.atelier.engine.initializer;

import io.atelier.data.Given;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Of variance {@code scale / max(1, fan)} (Keras 2.12, {@code initializers.py:639-664}). It is what
 * TF.js and Keras before 2.3 write for the others: {@link GlorotUniform} is scale 1, the average
 * fan, uniform; {@link HeNormal} is scale 2, the fan in, a truncated normal.
 *
 * @param scale above 0
 * @param mode which fan
 * @param distribution what is drawn from
 * @param seed the generator's seed; empty takes the next one of the run's stream
 */
public record VarianceScaling(
    @KerasKey(orElse = "1.0") double scale,
    @KerasKey(orElse = "'fan_in'") Fan mode,
    @KerasKey(orElse = "'truncated_normal'") Distribution distribution,
    OptionalLong seed)
    implements Initializer {
  /**
   * @throws IllegalArgumentException if {@code scale} is not positive and finite, or anything is
   *     null
   */
  public VarianceScaling {
    Draw.requireSeed("VarianceScaling", seed);
    Given.required(mode, "VarianceScaling", "a fan", "use Fan.IN if unsure");
    Given.required(
        distribution,
        "VarianceScaling",
        "a distribution",
        "use Distribution.TRUNCATED_NORMAL if unsure");
    if (!(scale > 0 && (float) scale > 0 && Float.isFinite((float) scale))) {
      throw new IllegalArgumentException(
          "VarianceScaling needs a positive, finite scale, got %s; give a number such as 1 or 2"
              .formatted(scale));
    }
  }

  @Override
  public Operand<TFloat32> values(Ops tf, Shape shape, LongSupplier seeds) {
    double variance = scale / Math.max(1, mode.of(Fans.of(shape)));
    Draw draw = new Draw(tf, shape, seed, seeds);
    return switch (distribution) {
      case UNIFORM -> draw.uniformOfVariance(variance);
      case TRUNCATED_NORMAL -> draw.truncatedOfVariance(variance);
      case UNTRUNCATED_NORMAL -> draw.normal(0, Math.sqrt(variance));
    };
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
