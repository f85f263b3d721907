package io.atelier.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.cli.option.CallbackOptions;
import io.atelier.cli.option.EngineOptions;
import io.atelier.cli.option.FineTuningOptions;
import io.atelier.cli.option.ModelOptions;
import io.atelier.cli.option.Resumption;
import io.atelier.cli.option.SettingOptions;
import io.atelier.cli.option.SourceOptions;
import io.atelier.cli.option.TrainingOptions;
import io.atelier.lab.config.FittedTraining;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.config.ShortForms;
import io.atelier.lab.json.Json;
import io.atelier.lab.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The flags that say what is trained, and how. They come over the settings of a run that goes on,
 * and those of {@code --config}.
 */
final class TrainingSettings {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private ModelOptions model;
  @Mixin private SourceOptions data;
  @Mixin private TrainingOptions training;
  @Mixin private CallbackOptions callbacks;
  @Mixin private FineTuningOptions tuning;
  @Mixin private EngineOptions engine;
  @Mixin private SettingOptions settings;
  @Mixin private RunPlace place;

  /**
   * What the flags have led to.
   *
   * @param begun the run that goes on; empty for a new one
   * @param config settings, not fitted to the data
   * @param elsewhere where the files of the data are now, if not where the settings say
   * @param fitting what is left to follow from the data
   * @param otherHead whether the last layer may be replaced to fit the data
   */
  record Chosen(
      Optional<RunFolder> begun,
      RunConfig config,
      Optional<Path> elsewhere,
      FittedTraining fitting,
      boolean otherHead) {}

  /** {@return where the run is written} */
  RunPlace place() {
    return place;
  }

  /** {@return what is to be said of the model of a new run} */
  Optional<String> note() {
    return tuning.given() ? Optional.empty() : model.note();
  }

  /**
   * {@return what the flags lead to}
   *
   * @throws IllegalArgumentException if a flag or a setting is wrong, or is not that of the run
   *     that goes on
   * @throws IOException if that is no run or is damaged
   */
  Chosen chosen() throws IOException {
    Optional<RunFolder> begun = place.begun(model);
    ObjectNode before = before(begun);
    ObjectNode chosen = settings.withFile(before);
    Optional<Path> elsewhere = data.elsewhere(model.source(chosen), begun.isPresent());
    boolean tuned = tuning.given() && begun.isEmpty();
    if (tuned && data.areOther(chosen.at("/data/source").asText(), elsewhere)) {
      FineTuningOptions.forgetData(before);
      chosen = settings.withFile(before);
    }
    model.choose(chosen, data);
    data.choose(chosen, elsewhere);
    training.choose(chosen);
    callbacks.choose(chosen);
    tuning.choose(chosen);
    engine.choose(chosen);
    RunConfig config = tuning.freeze(settings.withEachSet(RunConfigs.of(chosen)));
    if (config.data().source().isEmpty()) {
      throw new IllegalArgumentException(
          "train needs data for the model %s, got none; give --data DATA"
              .formatted(config.model().name()));
    }
    training.require(config);
    if (begun.isPresent()) {
      requireSame(config, begun.get());
    }
    FittedTraining left = FittedTraining.of(chosen);
    FittedTraining fitting =
        new FittedTraining(
            left.loss() && !settings.sets("training.loss"),
            left.metrics() && !settings.sets("training.metrics"));
    return new Chosen(begun, config, elsewhere, fitting, tuned && !model.isGiven());
  }

  /** {@return the settings that files and flags come over} */
  private ObjectNode before(Optional<RunFolder> begun) throws IOException {
    if (begun.isPresent()) {
      return begun.get().config().json();
    }
    return tuning.given() ? tuning.settings() : Json.MAPPER.createObjectNode();
  }

  private void requireSame(RunConfig config, RunFolder begun) throws IOException {
    Resumption.require(
        begun.file("config.json"),
        config,
        begun.config(),
        command,
        ShortForms.byPath(),
        Set.of("training.epochs"));
  }
}
