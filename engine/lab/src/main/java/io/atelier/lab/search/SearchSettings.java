package io.atelier.lab.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.DataSet;
import io.atelier.engine.search.Combination;
import io.atelier.engine.search.Grid;
import io.atelier.engine.search.Interval;
import io.atelier.engine.search.RandomSample;
import io.atelier.engine.search.SearchSpace;
import io.atelier.engine.search.Strategy;
import io.atelier.engine.search.SuccessiveHalving;
import io.atelier.engine.search.Trial;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.Monitor;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.config.FittedTraining;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.config.ShortForms;
import io.atelier.lab.setting.Bound;
import java.util.List;

/**
 * The settings of a search, as {@code search.json} keeps them.
 *
 * @param space what there is to try
 * @param method how
 * @param trials how many, but for a grid
 * @param seed of the draw, and of every trial's weights, dropout and order, unless the space has
 *     trials of different seeds; so for all numbers that follow
 * @param epochs of a trial at most
 * @param patience epochs a trial waits for a better one; 0 for no early stopping
 * @param limit training images taken, as {@link RunConfig#limit}
 * @param device what to run on
 * @param threads of the CPU for each trial, 0 for one a core
 * @param memory bytes, as {@link RunConfig#memory}
 */
public record SearchSettings(
    Space space,
    Method method,
    int trials,
    long seed,
    int epochs,
    int patience,
    int limit,
    ExecutionConfig.Device device,
    int threads,
    long memory) {
  private static final int FIRST_RUNG = 3;
  private static final int FACTOR = 3;
  private static final String EPOCHS = "training.epochs";
  private static final String ACCURACY = "accuracy";

  /** How combinations are chosen. */
  public enum Method {
    /** All of them. */
    @JsonProperty("grid")
    GRID,
    /** A random sample. */
    @JsonProperty("random")
    RANDOM,
    /** A random sample of which a third goes on after 3, 9, 27 ... epochs. */
    @JsonProperty("halving")
    HALVING
  }

  /**
   * @throws IllegalArgumentException if a setting is out of its range
   */
  public SearchSettings {
    if (space == null) {
      throw new IllegalArgumentException("a search needs a space, got null");
    }
    if (method == null || device == null) {
      throw new IllegalArgumentException(
          "a search needs a method and a device, got %s and %s".formatted(method, device));
    }
    Bound.TRIALS.require(trials);
    Bound.EPOCHS.require(epochs);
    Bound.PATIENCE.require(patience);
    Bound.LIMIT.require(limit);
    Bound.THREADS.require(threads);
    Bound.MEMORY.require(memory);
    SearchSpace searched = space.searched();
    if (method != Method.GRID && trials > searched.most()) {
      throw new IllegalArgumentException(
          "--trials needs at most the %s combinations of the space, got %s; ask for fewer"
              .formatted(Long.toString(searched.most()), Integer.toString(trials)));
    }
    if (method == Method.GRID && !searched.intervals().isEmpty()) {
      throw new IllegalArgumentException(
          "--strategy grid needs listed values, got %s, drawn from a range; give it a choice or a step, or use --strategy random"
              .formatted(
                  String.join(", ", searched.intervals().stream().map(Interval::name).toList())));
    }
    if (method == Method.GRID && !Bound.TRIALS.holds((double) searched.size())) {
      throw new IllegalArgumentException(
          "--strategy grid needs a space of at most %s combinations, got %s; leave out values, or draw --trials of them"
              .formatted(Integer.toString(Bound.TRIALS.most()), Long.toString(searched.size())));
    }
    requireAny(searched);
  }

  private static void requireAny(SearchSpace searched) {
    if (searched.most() == 0) {
      throw new IllegalArgumentException(
          "conditions need a combination that meets all of them, got none; leave some out");
    }
  }

  /**
   * {@return a random search with what the space says of its trials}
   *
   * @throws IllegalArgumentException if no combination can be trained
   */
  public static SearchSettings of(Space space) {
    SearchSpace searched = space.searched();
    requireAny(searched);
    int trials = (int) Math.max(1, Math.min(space.trials(), searched.most()));
    Combination first = new RandomSample(1, 0).combinations(searched).get(0);
    RunConfig config = TrainableTrials.named(first, () -> run(space.settings(first)));
    return new SearchSettings(
        space,
        Method.RANDOM,
        trials,
        config.training().seed(),
        epochs(space, config),
        config.stopping().patience(),
        config.data().limit(),
        config.execution().device(),
        config.execution().threads(),
        config.execution().memory());
  }

  /** {@return the most epochs that a trial may have, where they differ} */
  private static int epochs(Space space, RunConfig first) {
    int most = first.training().epochs();
    SaidSetting said = space.said(EPOCHS);
    if (!said.varies()) {
      return most;
    }
    int unsaid = said.everywhere() ? most : RunConfigs.of(first.model()).training().epochs();
    return Math.max(Math.max(most, unsaid), (int) said.largest().orElse(most));
  }

  /** {@return the engine's strategy} */
  public Strategy strategy() {
    return switch (method) {
      case GRID -> new Grid();
      case RANDOM -> new RandomSample(trials, seed);
      case HALVING -> new SuccessiveHalving(new RandomSample(trials, seed), FIRST_RUNG, FACTOR);
    };
  }

  /** {@return what is tried, in order} */
  public List<Combination> combinations() {
    return strategy().combinations(space.searched());
  }

  /**
   * Requires that every trial can be trained, and where there are not too many, every combination
   * of the space.
   *
   * @throws IllegalArgumentException what is wrong with the first of which something is
   */
  public void requireTrainable() {
    new TrainableTrials(this).requireAll(this::config);
  }

  /**
   * Requires the same of trials on some data, which every model has to fit.
   *
   * @throws IllegalArgumentException what is wrong with the first of which something is
   */
  public void requireTrainable(DataSet set) {
    new TrainableTrials(this).requireAll(it -> config(it, set));
  }

  /**
   * {@return which trial is better than another: what the space says, or else the validation
   * accuracy where that is watched, or else the validation loss}
   */
  public Monitor objective() {
    return space.objective().orElseGet(() -> objective(trainable()));
  }

  private static Monitor objective(RunConfig trial) {
    return trial.training().metrics().stream().anyMatch(it -> it.name().equals(ACCURACY))
        ? Monitor.of(EpochResult.VALIDATED + ACCURACY)
        : Monitor.VALIDATION_LOSS;
  }

  /**
   * {@return the first combination that can be trained, as a run}
   *
   * @throws IllegalArgumentException if none can be trained
   */
  public RunConfig trainable() {
    return new TrainableTrials(this).first(this::config);
  }

  /** {@return whether a trial's loss or metrics are left to follow from the data} */
  public boolean followsData() {
    return combinations().stream().map(this::left).anyMatch(left -> left.loss() || left.metrics());
  }

  private FittedTraining left(Combination combination) {
    return FittedTraining.of(space.settings(combination));
  }

  /**
   * {@return the same with the objective that the data ask for, where the space says none} What
   * else is left to follow stays so: see {@link #config(Combination, DataSet)}.
   *
   * @throws IllegalArgumentException if no trial's model fits the data
   */
  public SearchSettings fitted(DataSet set) {
    if (space.objective().isPresent()) {
      return this;
    }
    RunConfig first = new TrainableTrials(this).first(it -> config(it, set));
    Space fitted = space.withObjective(objective(first).quantity());
    return new SearchSettings(
        fitted, method, trials, seed, epochs, patience, limit, device, threads, memory);
  }

  /** {@return the same with another number of trials: the first of them are the same} */
  public SearchSettings withTrials(int number) {
    return new SearchSettings(
        space, method, number, seed, epochs, patience, limit, device, threads, memory);
  }

  /** {@return the same with another number of threads} */
  public SearchSettings with(int otherThreads) {
    return new SearchSettings(
        space, method, trials, seed, epochs, patience, limit, device, otherThreads, memory);
  }

  /** {@return a trial} */
  Trial trial(int number) {
    return new Trial(number, combinations().get(number - 1));
  }

  /**
   * {@return the run that a trial is}
   *
   * @throws IllegalArgumentException if the combination is none that can be trained
   */
  public RunConfig config(Combination combination) {
    ObjectNode chosen = space.settings(combination);
    choose(chosen, EPOCHS, epochs);
    choose(chosen, "stopping.patience", patience);
    choose(chosen, "training.seed", seed);
    choose(chosen, "data.limit", limit);
    choose(chosen, "execution.device", device);
    choose(chosen, "execution.threads", threads);
    choose(chosen, "execution.memory", memory);
    return run(chosen);
  }

  /**
   * {@return the run that a trial is on some data: with the loss and the metrics that these and its
   * own model ask for, where the space says none}
   *
   * @throws IllegalArgumentException if the combination cannot be trained, or its model does not
   *     fit the data
   */
  public RunConfig config(Combination combination, DataSet set) {
    return left(combination).of(config(combination), set);
  }

  /** The path of what is wrong in a model begins with the section it is in. */
  private static RunConfig run(ObjectNode chosen) {
    try {
      return RunConfigs.of(chosen);
    } catch (IllegalArgumentException e) {
      if (e.getMessage().startsWith("config")) {
        throw new IllegalArgumentException("model." + e.getMessage(), e);
      }
      throw e;
    }
  }

  /** What differs between trials is the space's. */
  private void choose(ObjectNode chosen, String path, Object value) {
    if (!space.varies(path)) {
      RunConfigs.choose(chosen, ShortForms.byPath().get(path), value);
    }
  }
}
