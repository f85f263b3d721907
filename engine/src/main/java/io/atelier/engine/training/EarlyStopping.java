package io.atelier.engine.training;

import io.atelier.engine.Float32;
import io.atelier.engine.Source;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Stops when the monitored quantity has not become better for {@code patience} epochs (Keras 2.12,
 * {@code callbacks.py:2008-2121}). Equal is not better, NaN never is; a patience of 0 behaves like
 * 1, since the first epoch never stops.
 *
 * @param monitor what decides
 * @param patience epochs without improvement, at least 0
 * @param minDelta by how much better an epoch must be, 0 or a positive number that float32 holds
 * @param baseline value to beat before waiting starts anew, a number that float32 holds; empty for
 *     none. An epoch that is better than all before it never stops, also above the baseline
 * @param startFromEpoch 0-based first epoch that counts
 * @param restoreBest whether stopping sets the weights back to those of the best epoch; otherwise
 *     they are those of the last
 */
public record EarlyStopping(
    Monitor monitor,
    int patience,
    double minDelta,
    OptionalDouble baseline,
    int startFromEpoch,
    boolean restoreBest)
    implements TrainingListener {
  private static final String KEPT = "early-stopping";

  /**
   * @throws IllegalArgumentException if a number is negative, or {@code minDelta} or {@code
   *     baseline} is none that float32 holds
   */
  public EarlyStopping {
    if (patience < 0 || !(minDelta >= 0) || startFromEpoch < 0) {
      throw new IllegalArgumentException(
          "EarlyStopping needs patience, minDelta and startFromEpoch of at least 0, got %d, %s and %d; give the number of epochs to wait"
              .formatted(patience, minDelta, startFromEpoch));
    }
    Float32.require("EarlyStopping", "minDelta", minDelta);
    baseline.ifPresent(value -> Float32.require("EarlyStopping", "baseline", value));
  }

  /** On the validation loss, keeping the last epoch's weights: Keras' defaults. */
  public EarlyStopping(int patience) {
    this(Monitor.VALIDATION_LOSS, patience, 0, OptionalDouble.empty(), 0, false);
  }

  /** {@return the same rule, setting the weights back to the best epoch's when it stops} */
  public EarlyStopping restoringBest() {
    return new EarlyStopping(monitor, patience, minDelta, baseline, startFromEpoch, true);
  }

  @Override
  public List<String> monitored() {
    return List.of(monitor.quantity());
  }

  /**
   * Makes a learner's weights those of the best epoch: before a training is resumed whose best
   * epoch is not its last.
   */
  public void keepBest(Learner learner) {
    learner.keepWeights(KEPT);
  }

  @Override
  public Verdict resumed(History history, Learner learner) {
    return epochEnded(history, learner);
  }

  @Override
  public Verdict epochEnded(History history, Learner learner) {
    State state = after(history);
    int epoch = history.last().epoch();
    if (restoreBest && state.best == epoch) {
      keepBest(learner);
    }
    if (!state.stops) {
      return Verdict.CONTINUE;
    }
    if (restoreBest) {
      learner.restoreWeights(KEPT);
    }
    return new Verdict.Stop(
        "early stopping after epoch %d: %s was best in epoch %d"
            .formatted(epoch + 1, monitor.quantity(), state.best + 1));
  }

  /** {@return the 0-based epoch whose quantity was best; empty before any counted} */
  public Optional<Integer> bestEpoch(History history) {
    int best = after(history).best;
    return best < 0 ? Optional.empty() : Optional.of(best);
  }

  private State after(History history) {
    State state = new State(monitor.worst(), -1, 0, false);
    for (EpochResult result : history.epochs()) {
      Optional<Double> value = result.quantity(monitor.quantity());
      if (value.isPresent() && result.epoch() >= startFromEpoch) {
        state = next(state, result.epoch(), value.get());
      }
    }
    return state;
  }

  private State next(State state, int epoch, double value) {
    boolean better = monitor.better(value, state.value, minDelta);
    double bestValue = better ? value : state.value;
    // Keras keeps the first counted epoch's weights even if its value is NaN.
    int best = better || state.best < 0 ? epoch : state.best;
    if (better && (baseline.isEmpty() || monitor.better(value, baseline.getAsDouble(), minDelta))) {
      return new State(bestValue, best, 0, false);
    }
    int waited = state.waited + 1;
    return new State(bestValue, best, waited, !better && waited >= patience && epoch > 0);
  }

  private record State(double value, int best, int waited, boolean stops) {}

  @Override
  public String toString() {
    return Source.of(this);
  }
}
