package io.atelier.models.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.file.NewFolder;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.models.config.Overlay;
import io.atelier.models.config.Presets;
import io.atelier.models.config.RunConfig;
import io.atelier.models.config.RunConfigs;
import io.atelier.models.config.ShortForms;
import io.atelier.models.json.Json;
import io.atelier.models.report.Report;
import io.atelier.models.report.ScoresInWords;
import io.atelier.models.run.Interruption;
import io.atelier.models.run.LoadedData;
import io.atelier.models.run.Reports;
import io.atelier.models.run.Run;
import io.atelier.models.run.RunData;
import io.atelier.models.run.RunFolder;
import io.atelier.models.run.Timings;
import io.atelier.models.run.Timings.Phase;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atelier train}. */
@Command(
    name = "train",
    description = {
      "Trains a network and writes its run folder: settings, history, checkpoint, SavedModel,"
          + " report.",
      "What is not said is the paper's: MLPs SGD 0.01 with Nesterov momentum 0.8, CNNs Adam 0.001"
          + " with inverse time decay and early stopping after 10 epochs; batches of 32, at most"
          + " 100 epochs."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the training has ended, and its report is written",
      "1:it failed, or its loss left the finite numbers",
      "2:a flag or a setting is wrong",
      "130:it was interrupted",
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private static final String DEFAULT_MODEL = "cnn-medium-32-64";

  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;
  @Mixin private TrainingOptions training;
  @Mixin private EngineOptions engine;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      completionCandidates = ModelNames.class,
      description = "A name from 'atelier models'. Default: " + DEFAULT_MODEL + ".")
  private String model;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings as JSON, as a run's config.json; flags come over them.")
  private Path config;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The run folder, new or empty. Default: runs/<time>-<model>, or the next such name that"
              + " is free.")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      arity = "0..1",
      fallbackValue = "",
      description =
          "Go on with a run that was killed or interrupted, from its last finished epoch; "
              + "its settings are those of its config.json, and flags may repeat them. Without RUN, "
              + "it is the one in --out.")
  private Path resumed;

  @Option(names = "--timings", description = "Print where the wall time went, by phase.")
  private boolean printTimings;

  @Override
  public Integer call() throws IOException {
    Timings timings = Timings.sinceJvmStart();
    PrintWriter err = spec.commandLine().getErr();
    resumed = begunIn();
    RunConfig settings = settings();
    if (out != null && resumed == null) {
      RunFolder.requireFree(out);
    }
    if (resumed != null && finished(RunFolder.existing(resumed).require(settings))) {
      err.println(resumed + " is finished: nothing is left to train.");
      err.flush();
      return CommandLine.ExitCode.OK;
    }
    timings.enter(Phase.OTHER);
    Execution execution = settings.execution().execution();
    NativeLibrary.require(execution);
    CompletableFuture<Void> library =
        CompletableFuture.runAsync(() -> NativeLibrary.load(settings.model()));
    LoadedData images = timings.phase(Phase.DATA, () -> data.load(settings.data(), err));
    timings.phase(Phase.NATIVE, library::join);
    requireEnough(images, settings);
    TrainingDisplay display = new TrainingDisplay(settings, err);
    // From here on Ctrl-C waits until nothing half-done is left.
    try (display;
        Interruption interruption = new Interruption(display::interrupted)) {
      boolean unnamed = resumed == null && out == null;
      Path path =
          resumed != null ? resumed : out != null ? out : newFolder(settings.model().name());
      try {
        return train(
            new Run(settings, images, path, List.of(display), interruption::requested, timings));
      } finally {
        if (unnamed) {
          NewFolder.deleteIfEmpty(path);
        }
      }
    }
  }

  private void requireEnough(LoadedData found, RunConfig settings) {
    try {
      RunData.require(found.set(), settings.data());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Reports a failure itself: after Ctrl-C the JVM does not wait for whoever catches it later. */
  private int train(Run run) {
    try {
      Report report = resumed == null ? run.train() : run.resume();
      print(report, run);
      return report.interrupted() ? 130 : CommandLine.ExitCode.OK;
    } catch (IOException | RuntimeException e) {
      Main.report(e, spec.commandLine().getErr());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** {@return the folder of the run that goes on; null for a new one} */
  private Path begunIn() {
    boolean named = resumed != null && !resumed.toString().isEmpty();
    if (named && model == null && !RunFolder.begun(resumed) && isModel(resumed.toString())) {
      throw wrong(
          "--resume needs a run, got the model %s; write the model before it: train %s --resume"
              .formatted(resumed, resumed));
    }
    if (named && out != null && !same(resumed, out)) {
      throw wrong("--resume needs no --out: the run stays in its folder");
    }
    if (resumed != null && !named && out == null) {
      throw wrong("--resume needs a run, got none; give --resume RUN, or the run's --out");
    }
    return resumed == null || named ? resumed : out;
  }

  private static boolean isModel(String name) {
    try {
      return Presets.named(name).model().name().equals(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean same(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** {@return whether nothing is left to do: not if the report of a finished run is gone} */
  private static boolean finished(RunFolder folder) throws IOException {
    return folder.finished().isPresent() && !Reports.missing(folder);
  }

  /** {@return what the run was begun with, and what is to be said over it} */
  private ObjectNode begun() throws IOException {
    ObjectNode begun =
        resumed == null
            ? Json.MAPPER.createObjectNode()
            : RunFolder.existing(resumed).config().json();
    if (config != null) {
      return Overlay.over(begun, RunConfigs.read(config));
    }
    return begun;
  }

  private RunConfig settings() throws IOException {
    try {
      ObjectNode chosen = begun();
      // Settings that are there may have changed what this name stands for.
      if (!chosen.path("model").at("/config/name").asText().equals(model)) {
        RunConfigs.choose(chosen, "model", model);
      }
      if (!chosen.has("model")) {
        chosen.put("model", DEFAULT_MODEL);
      }
      training.choose(chosen);
      engine.choose(chosen);
      RunConfig settings = RunConfigs.of(chosen);
      training.require(settings);
      if (resumed != null) {
        Resumption.require(
            resumed.resolve("config.json"),
            settings,
            RunFolder.existing(resumed).config(),
            spec,
            ShortForms.byPath());
      }
      return settings;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static Path newFolder(String model) throws IOException {
    String time = TIME.format(LocalDateTime.now(ZoneId.systemDefault()));
    return NewFolder.beside(Path.of("runs", time + "-" + model));
  }

  private void print(Report report, Run run) {
    PrintWriter result = spec.commandLine().getOut();
    if (report.test() == null) {
      result.println("No epoch was finished.");
    } else {
      result.printf(
          Locale.ROOT,
          "Test %s after %d epochs (%s)%n",
          ScoresInWords.of(report.test()),
          report.epochsRun(),
          report.stopped());
      if (run.config().stopping().restoreBest() && report.validation() != null) {
        result.printf(
            Locale.ROOT,
            "Weights of epoch %d: validation %s%n",
            report.weightsOfEpoch(),
            ScoresInWords.of(report.validation()));
      }
    }
    result.println("Run folder: " + run.path());
    if (printTimings) {
      result.print(run.timings().table());
    }
    result.flush();
  }
}
