package io.atelier.engine.optimizer.wrapper;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Another optimizer beside which an exponential moving average of each weight is kept (Keras:
 * {@code use_ema}); the weights become their averages when training ends, and before that every so
 * many moves if wanted:
 *
 * <pre>{@code
 * average = momentum * average + (1 - momentum) * w       after the first move: w
 * }</pre>
 *
 * Until then the model is trained and validated with the weights themselves. With {@link
 * GradientAccumulation} the average follows every batch, but moves are what counts as first and for
 * {@code overwriteFrequency}. Keras 3, {@code optimizers/base_optimizer.py}, {@code
 * _update_model_variables_moving_average}; layers' own statistics are not averaged.
 *
 * <p>A training that is continued after its end goes on from the averages, as in Keras.
 *
 * @param momentum in [0, 1]
 * @param overwriteFrequency after how many moves the weights become their averages, again and
 *     again, at least 1; empty for at the end alone
 * @param optimizer what moves the weights
 */
@Keras(fixed = "use_ema: true")
public record MovingAverage(
    @KerasKey(name = "ema_momentum", orElse = "0.99") double momentum,
    @KerasKey(name = "ema_overwrite_frequency") OptionalInt overwriteFrequency,
    @KerasKey(merged = true) Optimizer optimizer)
    implements Wrapper {
  private static final String AVERAGE = "average";

  /**
   * @throws IllegalArgumentException if {@code momentum} is not in [0, 1], {@code
   *     overwriteFrequency} is below 1, or the optimizer averages already
   */
  public MovingAverage {
    Given.required(optimizer, "MovingAverage", "an optimizer", "give one to average after");
    Given.required(
        overwriteFrequency, "MovingAverage", "a frequency or none", "use OptionalInt.empty()");
    Require.fraction("MovingAverage", "momentum", momentum);
    if (overwriteFrequency.isPresent() && overwriteFrequency.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "MovingAverage needs an overwriteFrequency of at least 1, got %s; leave it out for the end of training alone"
              .formatted(overwriteFrequency.getAsInt()));
    }
    if (Wrapper.contains(optimizer, MovingAverage.class)) {
      throw new IllegalArgumentException(
          "MovingAverage needs an optimizer that does not average, got %s; leave one of them out"
              .formatted(optimizer));
    }
  }

  /** Taken at the end of training alone. */
  public MovingAverage(double momentum, Optimizer optimizer) {
    this(momentum, OptionalInt.empty(), optimizer);
  }

  @Override
  public List<Slot> slots(Shape weight) {
    return Stream.concat(Slot.zeros(weight, AVERAGE).stream(), optimizer.slots(weight).stream())
        .toList();
  }

  @Override
  public Optional<String> average() {
    return Optional.of(AVERAGE);
  }

  @Override
  public List<Moved> step(Ops tf, Operand<TInt64> iteration, List<Moving> weights) {
    List<Moved> moved =
        optimizer.step(tf, iteration, weights.stream().map(Moving::withoutFirstSlot).toList());
    Operand<TInt64> updates = updates(tf, iteration);
    Operand<TFloat32> kept =
        tf.select(
            tf.math.equal(updates, tf.constant(0L)),
            tf.constant(0f),
            tf.constant((float) momentum));
    Operand<TFloat32> fresh = tf.math.sub(tf.constant(1f), kept);
    List<Moved> averaged = new ArrayList<>();
    for (int i = 0; i < moved.size(); i++) {
      Operand<TFloat32> weight = moved.get(i).weight();
      Operand<TFloat32> average =
          tf.math.add(tf.math.mul(kept, weights.get(i).slots().get(0)), tf.math.mul(fresh, weight));
      averaged.add(
          new Moved(overwritten(tf, updates, average, weight), moved.get(i).slots())
              .withFirstSlot(average));
    }
    return averaged;
  }

  private Operand<TFloat32> overwritten(
      Ops tf, Operand<TInt64> updates, Operand<TFloat32> average, Operand<TFloat32> weight) {
    if (overwriteFrequency.isEmpty()) {
      return weight;
    }
    Operand<TInt64> after = tf.math.add(updates, tf.constant(1L));
    Operand<TInt64> frequency = tf.constant((long) overwriteFrequency.getAsInt());
    return tf.select(
        tf.math.equal(tf.math.floorMod(after, frequency), tf.constant(0L)), average, weight);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
