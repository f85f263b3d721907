package io.atelier.models.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.search.Combination;
import io.atelier.engine.search.Grid;
import io.atelier.engine.search.RandomSample;
import io.atelier.engine.search.Strategy;
import io.atelier.engine.search.SuccessiveHalving;
import io.atelier.engine.search.Trial;
import io.atelier.models.config.ExecutionConfig;
import io.atelier.models.config.RunConfig;
import io.atelier.models.config.RunConfigs;
import io.atelier.models.json.Json;
import io.atelier.models.setting.Bound;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of a search, as {@code search.json} keeps them.
 *
 * @param space what there is to try
 * @param method how
 * @param trials how many, but for a grid
 * @param seed of the draw, and of every trial's weights, dropout and order
 * @param epochs of a trial at most
 * @param patience epochs a trial waits for a better validation loss
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
    Space.check(space, "a search");
    if (method == null || device == null) {
      throw new IllegalArgumentException(
          "a search needs a method and a device, got %s and %s".formatted(method, device));
    }
    Bound.TRIALS.require(trials);
    Bound.EPOCHS.require(epochs);
    if (patience < 1) {
      throw new IllegalArgumentException("--patience needs at least 1, got " + patience);
    }
    Bound.PATIENCE.require(patience);
    Bound.LIMIT.require(limit);
    Bound.THREADS.require(threads);
    Bound.MEMORY.require(memory);
    long size = space.searched().size();
    if (method != Method.GRID && trials > size) {
      throw new IllegalArgumentException(
          "--trials needs at most the %s combinations of the space, got %s; ask for fewer"
              .formatted(Long.toString(size), Integer.toString(trials)));
    }
    if (method == Method.GRID && !Bound.TRIALS.holds((double) size)) {
      throw new IllegalArgumentException(
          "--strategy grid needs a space of at most %s combinations, got %s; leave out values, or draw --trials of them"
              .formatted(Integer.toString(Bound.TRIALS.most()), Long.toString(size)));
    }
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
   * Requires that something can be trained: a single bad combination is a trial that fails, but if
   * all are bad, something else is wrong.
   *
   * @throws IllegalArgumentException what is wrong with the first of them
   */
  public void requireTrainable() {
    var unused = trainable();
  }

  /**
   * {@return the first combination that can be trained, as a run}
   *
   * @throws IllegalArgumentException if none can be trained
   */
  public RunConfig trainable() {
    List<IllegalArgumentException> wrong = new ArrayList<>();
    for (Combination combination : combinations()) {
      try {
        return config(combination);
      } catch (IllegalArgumentException e) {
        wrong.add(e);
      }
    }
    throw wrong.get(0);
  }

  /** {@return the same with another number of trials: the first of them are the same} */
  public SearchSettings withTrials(int number) {
    return new SearchSettings(
        space, method, number, seed, epochs, patience, limit, device, threads, memory);
  }

  /** {@return a trial} */
  Trial trial(int number) {
    return new Trial(number, combinations().get(number - 1));
  }

  /**
   * {@return the run that a trial is: Adam at its constant rate, validated on the development set}
   *
   * @throws IllegalArgumentException if the combination is none that can be trained
   */
  public RunConfig config(Combination combination) {
    TrialSettings read = new TrialSettings(combination);
    ObjectNode chosen = Json.MAPPER.createObjectNode();
    RunConfigs.choose(chosen, "model", space.network().model(read));
    RunConfigs.choose(chosen, "optimizer", "adam-constant");
    RunConfigs.choose(chosen, "batchSize", read.whole("batch_size"));
    RunConfigs.choose(chosen, "learningRate", read.number("learning_rate"));
    RunConfigs.choose(chosen, "dropout", read.number("dropout"));
    RunConfigs.choose(chosen, "epochs", epochs);
    RunConfigs.choose(chosen, "patience", patience);
    RunConfigs.choose(chosen, "seed", seed);
    RunConfigs.choose(chosen, "validationSplit", 0);
    RunConfigs.choose(chosen, "development", true);
    RunConfigs.choose(chosen, "limit", limit);
    RunConfigs.choose(chosen, "device", device);
    RunConfigs.choose(chosen, "threads", threads);
    RunConfigs.choose(chosen, "memory", memory);
    return RunConfigs.of(chosen);
  }
}
