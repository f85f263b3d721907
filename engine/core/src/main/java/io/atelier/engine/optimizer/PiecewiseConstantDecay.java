package io.atelier.engine.optimizer;

import io.atelier.data.Given;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * {@code rates[0]} up to and including step {@code boundaries[0]}, then {@code rates[1]}, and so on
 * (Keras 2.12, {@code learning_rate_schedule.py}).
 *
 * @param boundaries increasing steps, from 0
 * @param rates one more than boundaries, each at least 0
 */
public record PiecewiseConstantDecay(
    List<Long> boundaries, @KerasKey(name = "values") List<Double> rates) implements LearningRate {
  /**
   * @throws IllegalArgumentException if the counts do not fit, the boundaries do not increase from
   *     0, a rate is negative or none that float32 holds, or anything is null
   */
  public PiecewiseConstantDecay {
    boundaries = Given.list(boundaries, "PiecewiseConstantDecay", "boundaries");
    rates = Given.list(rates, "PiecewiseConstantDecay", "rates");
    if (rates.size() != boundaries.size() + 1) {
      throw new IllegalArgumentException(
          "PiecewiseConstantDecay needs one rate more than boundaries, got %s and %s; add or remove one"
              .formatted(rates.size(), boundaries.size()));
    }
    if (!boundaries.isEmpty() && boundaries.get(0) < 0) {
      throw new IllegalArgumentException(
          "PiecewiseConstantDecay needs boundaries of at least 0, got %s; count steps from 0"
              .formatted(boundaries));
    }
    for (int i = 1; i < boundaries.size(); i++) {
      if (boundaries.get(i) <= boundaries.get(i - 1)) {
        throw new IllegalArgumentException(
            "PiecewiseConstantDecay needs increasing boundaries, got "
                + boundaries
                + "; sort them");
      }
    }
    rates.forEach(rate -> Require.notNegative("PiecewiseConstantDecay", "rate", rate));
  }

  @Override
  public Operand<TFloat32> at(Ops tf, Operand<TInt64> iteration) {
    Operand<TFloat32> rate = tf.constant(rates.get(0).floatValue());
    for (int i = 0; i < boundaries.size(); i++) {
      rate =
          tf.select(
              tf.math.greater(iteration, tf.constant(boundaries.get(i))),
              tf.constant(rates.get(i + 1).floatValue()),
              rate);
    }
    return rate;
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
