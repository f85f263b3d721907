package io.atelier.engine.training;

import io.atelier.engine.Float32;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.List;
import java.util.Optional;

/**
 * Multiplies the learning rate by {@code factor} when the monitored quantity has not become better
 * for {@code patience} epochs (Keras 3, {@code callbacks/reduce_lr_on_plateau.py}): {@code rate =
 * max(rate * factor, minRate)}. NaN is never better. A patience of 0 is as 1.
 *
 * <pre>{@code
 * new Trainer(50, List.of(new ReduceLearningRateOnPlateau(3))).fit(program);
 * }</pre>
 *
 * <p>The rate of an optimizer with a schedule is reduced too: what the schedule gives is multiplied
 * from then on. Keras refuses that.
 *
 * @param monitor quantity that decides, by Keras' name
 * @param factor what the rate is multiplied by, in (0, 1)
 * @param patience epochs without improvement before the rate is reduced, at least 0
 * @param mode which values are better
 * @param minDelta by how much better an epoch must be, at least 0
 * @param cooldown epochs after a reduction that do not count as waiting, at least 0
 * @param minRate what the rate is not reduced below, at least 0
 */
@Keras(name = "ReduceLROnPlateau")
public record ReduceLearningRateOnPlateau(
    @KerasKey(orElse = "'val_loss'") String monitor,
    @KerasKey(orElse = "0.1") double factor,
    @KerasKey(orElse = "10") int patience,
    @KerasKey(orElse = "'auto'") Mode mode,
    @KerasKey(orElse = "0.0001") double minDelta,
    @KerasKey(orElse = "0") int cooldown,
    @KerasKey(name = "min_lr", orElse = "0") double minRate)
    implements Callback {
  private static final String WHO = "ReduceLearningRateOnPlateau";

  /**
   * @throws IllegalArgumentException if a number is out of its range, or anything is null
   */
  public ReduceLearningRateOnPlateau {
    var unused = Monitor.of(monitor, mode);
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException(
          "%s needs a factor in (0, 1), got %s; give one such as 0.1".formatted(WHO, factor));
    }
    if (patience < 0 || cooldown < 0 || !(minDelta >= 0) || !(minRate >= 0)) {
      throw new IllegalArgumentException(
          "%s needs patience, minDelta, cooldown and minRate of at least 0, got %s, %s, %s and %s; give the number of epochs to wait"
              .formatted(WHO, patience, minDelta, cooldown, minRate));
    }
    Float32.require(WHO, "factor", factor);
    Float32.require(WHO, "minDelta", minDelta);
    Float32.require(WHO, "minRate", minRate);
  }

  /** On the validation loss, by a factor of 0.1: Keras' defaults but for the patience. */
  public ReduceLearningRateOnPlateau(int patience) {
    this("val_loss", 0.1, patience, Mode.AUTO, 1e-4, 0, 0);
  }

  @Override
  public List<String> monitored() {
    return List.of(monitor);
  }

  @Override
  public Verdict epochEnded(History history, Learner learner) {
    if (reducesAfter(history)) {
      double now = learner.learningRate();
      if (now > (float) minRate) {
        learner.setLearningRate(Math.max(now * factor, minRate));
      }
    }
    return Verdict.CONTINUE;
  }

  /** {@return whether the rate is reduced after the last of these epochs} */
  public boolean reducesAfter(History history) {
    Monitor watched = Monitor.of(monitor, mode);
    State state = new State(watched.worst(), 0, 0, false);
    for (EpochResult epoch : history.epochs()) {
      Optional<Double> value = epoch.quantity(monitor);
      state =
          value.isPresent()
              ? next(state, watched, value.get(), epoch.learningRate() > (float) minRate)
              : new State(state.best, state.waited, state.cooling, false);
    }
    return state.reduces;
  }

  private State next(State state, Monitor watched, double value, boolean reducible) {
    int cooling = Math.max(0, state.cooling - 1);
    int waited = state.cooling > 0 ? 0 : state.waited;
    if (watched.better(value, state.best, minDelta)) {
      return new State(value, 0, cooling, false);
    }
    if (cooling > 0) {
      return new State(state.best, waited, cooling, false);
    }
    boolean reduces = waited + 1 >= patience && reducible;
    return reduces
        ? new State(state.best, 0, cooldown, true)
        : new State(state.best, waited + 1, 0, false);
  }

  private record State(double best, int waited, int cooling, boolean reduces) {}

  @Override
  public String toString() {
    return Source.of(this);
  }
}
