package io.atelier.engine.training;

import io.atelier.data.Given;
import io.atelier.engine.Float32;
import io.atelier.engine.Source;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Stops when the monitored quantity has not become better for {@code patience} epochs (Keras 2.12,
 * {@code callbacks.py:2008-2121}). Equal is not better, NaN never is; a patience of 0 behaves like
 * 1, since the first epoch never stops. Keras 3 decides the same; of the weights a training ends
 * with it has a rule of its own, {@link FinalWeights#BEST}.
 *
 * @param monitor what decides
 * @param patience epochs without improvement, at least 0
 * @param minDelta by how much better an epoch must be, 0 or a positive number that float32 holds
 * @param baseline value to beat before waiting starts anew, a number that float32 holds; empty for
 *     none. An epoch that is better than all before it never stops, also above the baseline
 * @param startFromEpoch 0-based first epoch that counts
 * @param weights of which epoch the training ends with
 */
public record EarlyStopping(
    Monitor monitor,
    int patience,
    double minDelta,
    OptionalDouble baseline,
    int startFromEpoch,
    FinalWeights weights)
    implements TrainingListener {
  /**
   * @throws IllegalArgumentException if a number is negative, or {@code minDelta} or {@code
   *     baseline} is none that float32 holds, or anything is null
   */
  public EarlyStopping {
    Given.required(monitor, "EarlyStopping", "a monitor", "use Monitor.VALIDATION_LOSS if unsure");
    Given.required(baseline, "EarlyStopping", "a baseline", "use OptionalDouble.empty() for none");
    Given.required(
        weights, "EarlyStopping", "a rule of weights", "use FinalWeights.LAST if unsure");
    if (patience < 0 || !(minDelta >= 0) || startFromEpoch < 0) {
      throw new IllegalArgumentException(
          "EarlyStopping needs patience, minDelta and startFromEpoch of at least 0, got %s, %s and %s; give the number of epochs to wait"
              .formatted(patience, minDelta, startFromEpoch));
    }
    Float32.require("EarlyStopping", "minDelta", minDelta);
    baseline.ifPresent(value -> Float32.require("EarlyStopping", "baseline", value));
  }

  /** Ending with the best epoch's weights, as Keras 3 does, or with the last epoch's. */
  public EarlyStopping(
      Monitor monitor,
      int patience,
      double minDelta,
      OptionalDouble baseline,
      int startFromEpoch,
      boolean restoreBest) {
    this(
        monitor,
        patience,
        minDelta,
        baseline,
        startFromEpoch,
        restoreBest ? FinalWeights.BEST : FinalWeights.LAST);
  }

  /** On the validation loss, keeping the last epoch's weights: Keras' defaults. */
  public EarlyStopping(int patience) {
    this(Monitor.VALIDATION_LOSS, patience, 0, OptionalDouble.empty(), 0, false);
  }

  /**
   * {@return the same rule, ending every training with its best epoch's weights, as Keras 3}
   *
   * <p>A training that is continued after its end goes on from these weights, not from the last
   * epoch's.
   */
  public EarlyStopping restoringBest() {
    return endingWith(FinalWeights.BEST);
  }

  /** {@return the same rule, ending with other weights} */
  public EarlyStopping endingWith(FinalWeights other) {
    return new EarlyStopping(monitor, patience, minDelta, baseline, startFromEpoch, other);
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
    learner.keepWeights(name());
  }

  /**
   * @throws IllegalStateException if the best epoch is not the last, its weights may be needed, and
   *     {@link #keepBest} was not called with them
   */
  @Override
  public Verdict resumed(History history, Learner learner) {
    int best = after(history).best;
    int last = history.last().epoch();
    if (weights != FinalWeights.LAST && best >= 0 && best < last && !learner.hasKept(name())) {
      throw new IllegalStateException(
          "EarlyStopping needs the weights of epoch %s, the best so far, to go on after epoch %s, got only the last; set the learner to them and call keepBest(learner) first, or begin anew"
              .formatted(best + 1, last + 1));
    }
    return epochEnded(history, learner);
  }

  @Override
  public Verdict epochEnded(History history, Learner learner) {
    State state = after(history);
    int epoch = history.last().epoch();
    if (weights != FinalWeights.LAST && state.best == epoch) {
      keepBest(learner);
    }
    return state.stops
        ? new Verdict.Stop(
            "early stopping after epoch %s: %s was best in epoch %s"
                .formatted(epoch + 1, monitor.quantity(), state.best + 1))
        : Verdict.CONTINUE;
  }

  @Override
  public void trainingEnded(History history, Learner learner) {
    if (restoredEpoch(history).isPresent()) {
      learner.restoreWeights(name());
    }
  }

  /**
   * {@return the 0-based epoch whose weights are set back when a training ends after these epochs;
   * empty if it ends with those of the last}
   */
  public Optional<Integer> restoredEpoch(History history) {
    boolean restores =
        weights == FinalWeights.BEST || (weights == FinalWeights.BEST_IF_STOPPED && stops(history));
    return restores ? bestEpoch(history) : Optional.empty();
  }

  /** {@return whether it ends a training after these epochs} */
  public boolean stops(History history) {
    return after(history).stops;
  }

  /** {@return the 0-based epoch whose quantity was best; empty before any counted} */
  public Optional<Integer> bestEpoch(History history) {
    int best = after(history).best;
    return best < 0 ? Optional.empty() : Optional.of(best);
  }

  /** Another rule on the same learner has another best epoch. */
  private String name() {
    return "best epoch of " + this;
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
