package io.atelier.paper.reproduction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.runtime.Execution;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.json.Json;
import io.atelier.lab.json.JsonReason;
import io.atelier.lab.page.Numbers;
import io.atelier.lab.search.SearchSettings;
import io.atelier.lab.search.Space;
import io.atelier.lab.setting.Bound;
import io.atelier.paper.network.Catalogue;
import io.atelier.paper.network.PaperNetworks;
import io.atelier.paper.result.Paper;

/**
 * The settings of a reproduction that are not the paper's, as {@code reproduction.json} keeps them.
 *
 * @param epochs of every training at most, 1 to the paper's 100
 * @param seeds of the models whose spread is measured, at least 1
 * @param limit training images taken, as {@link RunConfig#limit}
 * @param device what to run on
 * @param threads of the CPU for each training, 0 for one a core
 */
public record ReproductionSettings(
    int epochs, int seeds, int limit, ExecutionConfig.Device device, int threads) {
  /** As the paper has it. */
  public static final int EPOCHS = 100;

  /**
   * @throws IllegalArgumentException if a setting is out of its range
   */
  public ReproductionSettings {
    if (device == null) {
      throw new IllegalArgumentException(
          "device needs %s, got null".formatted(JsonReason.kind(ExecutionConfig.Device.class)));
    }
    if (epochs < 1 || epochs > EPOCHS) {
      throw new IllegalArgumentException(
          "--epochs needs 1 to the paper's %s, got %s".formatted(EPOCHS, epochs));
    }
    Bound.SEEDS.require(seeds);
    if (limit < 1 || limit > PaperNetworks.TRAINING_IMAGES) {
      throw new IllegalArgumentException(
          "--limit needs 1 to %s images, got %s".formatted(PaperNetworks.TRAINING_IMAGES, limit));
    }
    config(ofAnyModel(), epochs, limit, device, threads);
  }

  /**
   * {@return a training of an experiment}
   *
   * @throws IllegalArgumentException if a setting is out of its range
   */
  PlannedTraining training(Paper.Experiment experiment, String model, long seed) {
    ObjectNode chosen = experiment.config().deepCopy();
    RunConfigs.choose(chosen, "model", model);
    RunConfigs.choose(chosen, "seed", seed);
    return new PlannedTraining(experiment.row(), config(chosen, epochs, limit, device, threads));
  }

  private static ObjectNode ofAnyModel() {
    return Json.MAPPER.createObjectNode().put("model", Catalogue.models().get(0).name());
  }

  private static RunConfig config(
      ObjectNode chosen, int epochs, int limit, ExecutionConfig.Device device, int threads) {
    RunConfigs.choose(chosen, "epochs", epochs);
    RunConfigs.choose(chosen, "limit", limit);
    RunConfigs.choose(chosen, "device", device);
    RunConfigs.choose(chosen, "threads", threads);
    return RunConfigs.of(chosen);
  }

  /** {@return where the engine runs the trainings} */
  public Execution execution() {
    return config(ofAnyModel(), epochs, limit, device, threads).execution().execution();
  }

  /** {@return what keeps the numbers from being comparable with the paper's, or nothing} */
  String remark() {
    return epochs == EPOCHS && limit == PaperNetworks.TRAINING_IMAGES
        ? ""
        : "Not the paper's settings: at most %s epochs, on %s of the %s training images."
            .formatted(epochs, Numbers.count(limit), Numbers.count(PaperNetworks.TRAINING_IMAGES));
  }

  /** {@return a search, with the paper's number of trials} */
  public SearchSettings search(Paper.Search search) {
    Space space = Space.of(search.space());
    return new SearchSettings(
        space,
        SearchSettings.Method.RANDOM,
        space.trials(),
        0,
        epochs,
        SearchSettings.of(space).patience(),
        limit,
        device,
        threads,
        0);
  }
}
