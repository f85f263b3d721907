package io.atelier.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.cli.display.TrainingDisplay;
import io.atelier.cli.option.DataOptions;
import io.atelier.cli.option.EngineOptions;
import io.atelier.cli.option.ModelNames;
import io.atelier.cli.option.Resumption;
import io.atelier.cli.option.SourceOptions;
import io.atelier.cli.option.TrainingOptions;
import io.atelier.data.Element;
import io.atelier.data.Examples;
import io.atelier.data.file.NewFolder;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.config.ModelFile;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.lab.config.ModelEdit;
import io.atelier.lab.config.Objective;
import io.atelier.lab.config.Overlay;
import io.atelier.lab.config.Presets;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.config.ShortForms;
import io.atelier.lab.config.TrainingConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.json.Json;
import io.atelier.lab.overview.HeldBack;
import io.atelier.lab.process.Interruption;
import io.atelier.lab.report.Report;
import io.atelier.lab.report.ScoresInWords;
import io.atelier.lab.run.Reports;
import io.atelier.lab.run.Run;
import io.atelier.lab.run.RunFolder;
import io.atelier.lab.run.Timings;
import io.atelier.lab.run.Timings.Phase;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
      "On your own data: 'atelier init DATA' writes a first model.json; then 'atelier train model.json"
          + " --data DATA'. What is not said: Adam at a rate of 0.001, batches of 32, at most 100 epochs,"
          + " and the loss that fits the data.",
      "With a name from 'atelier models', what is not said is the paper's: MLPs SGD 0.01 with Nesterov"
          + " momentum 0.8, CNNs Adam 0.001 with inverse time decay and early stopping after 10 epochs."
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
  @Mixin private SourceOptions data;
  @Mixin private TrainingOptions training;
  @Mixin private EngineOptions engine;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      completionCandidates = ModelNames.class,
      description =
          "A file with a model's Keras config (Python's model.to_json()), or a name from 'atelier models'."
              + " Default: "
              + DEFAULT_MODEL
              + ".")
  private String model;

  @Option(names = "--model", paramLabel = "MODEL", description = "The same, as a flag.")
  private String modelFlag;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = {
        "Any setting by its path in config.json, over all others: training.optimizer.beta_1=0.8,"
            + " model.layers.3.units=64, training.loss='{\"class_name\": \"MeanAbsoluteError\"}'."
            + " May be given several times."
      })
  private List<String> set = List.of();

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
    Optional<Path> elsewhere = elsewhere();
    ObjectNode chosen = chosen(elsewhere);
    RunConfig settings = settings(chosen);
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
    LoadedData found =
        timings.phase(Phase.DATA, () -> DataOptions.load(settings.data(), elsewhere, err));
    timings.phase(Phase.NATIVE, library::join);
    say(found, settings, err);
    RunConfig fitted = fitted(settings.with(taking(found, settings.model(), err)), chosen, found);
    TrainingDisplay display = new TrainingDisplay(fitted, err);
    // From here on Ctrl-C waits until nothing half-done is left.
    try (display;
        Interruption interruption = new Interruption(display::interrupted)) {
      boolean unnamed = resumed == null && out == null;
      Path path = resumed != null ? resumed : out != null ? out : newFolder(fitted.model().name());
      try {
        return train(
            new Run(fitted, found, path, List.of(display), interruption::requested, timings));
      } finally {
        if (unnamed) {
          NewFolder.deleteIfEmpty(path);
        }
      }
    }
  }

  /** What was decided in reading the data, for the user to know. */
  private void say(LoadedData found, RunConfig settings, PrintWriter err) {
    if (resumed == null && !LoadedData.isNamed(settings.data().source())) {
      found.notes().forEach(err::println);
      HeldBack.of(found.set(), settings.data())
          .forEach((part, sentence) -> err.println(part + ": " + sentence));
      err.flush();
    }
  }

  /** {@return the model as it takes the data: bytes are floats of 0 to 255 to it, as to Keras} */
  private static Model taking(LoadedData found, Model model, PrintWriter err) {
    Examples train = found.set().train();
    if (train.named().size() > 1 || Element.of(train.inputs()) != Element.BYTE) {
      return model;
    }
    Model taking = ModelEdit.takingBytes(model);
    if (!taking.equals(model) && !ModelEdit.scalesFirst(model)) {
      err.println(
          "The model is given the bytes as floats of 0 to 255; a Rescaling of 1/255 as its first layer would"
              + " scale them.");
    }
    return taking;
  }

  /** {@return the settings with what follows from the data} */
  private RunConfig fitted(RunConfig settings, ObjectNode chosen, LoadedData found) {
    try {
      RunData.require(found.set(), settings.data());
      TrainingConfig training = settings.training();
      boolean loss = leaves(chosen, "loss");
      boolean metrics = leaves(chosen, "metrics");
      Objective fitting =
          loss
              ? Objective.of(found.set(), settings.model())
              : new Objective(training.loss(), Objective.metrics(found.set()));
      return settings.with(
          training.with(metrics ? fitting : new Objective(fitting.loss(), training.metrics())));
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

  private Optional<Path> elsewhere() throws IOException {
    try {
      return data.elsewhere(source(), resumed != null);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** {@return what is trained on if no flag says it; empty if nothing does} */
  private String source() throws IOException {
    ObjectNode begun = begun();
    String said = begun.at("/data/source").asText();
    if (!said.isEmpty()) {
      return said;
    }
    String name = model != null ? model : modelFlag;
    boolean known = begun.path("model").isTextual() || (name != null && isModel(name));
    String text = name == null ? begun.path("model").asText() : name;
    return known || (name == null && !begun.has("model")) ? sourceOf(text) : "";
  }

  private String sourceOf(String name) {
    try {
      return RunConfigs.source(name.isEmpty() ? DEFAULT_MODEL : name);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private ObjectNode chosen(Optional<Path> elsewhere) throws IOException {
    try {
      ObjectNode chosen = begun();
      chooseModel(chosen);
      data.choose(chosen, elsewhere);
      training.choose(chosen);
      engine.choose(chosen);
      return chosen;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void chooseModel(ObjectNode chosen) throws IOException {
    if (model != null && modelFlag != null) {
      throw wrong("--model needs no other model beside it, got " + model + "; leave one out");
    }
    String said = model != null ? model : modelFlag;
    if (said == null) {
      if (!chosen.has("model")) {
        requireKnownData();
        chosen.put("model", DEFAULT_MODEL);
      }
    } else if (isModel(said) || !isFile(said)) {
      // Settings that are there may have changed what this name stands for.
      if (!chosen.path("model").at("/config/name").asText().equals(said)) {
        chosen.put("model", said);
      }
    } else {
      chosen.set("model", KerasConfig.tree(ModelFile.read(Path.of(said))));
    }
  }

  private void requireKnownData() {
    Optional<String> own = data.given().filter(given -> !LoadedData.isNamed(given));
    if (own.isPresent() && data.elsewhere(sourceOf(DEFAULT_MODEL), false).isEmpty()) {
      throw wrong(
          "train needs a model for %s, got none; 'atelier init %s' writes a first one"
              .formatted(own.get(), own.get()));
    }
  }

  /** {@return whether a name is a file's, there or not} */
  private static boolean isFile(String name) {
    return name.endsWith(".json") || name.contains("/") || Files.isRegularFile(Path.of(name));
  }

  private RunConfig settings(ObjectNode chosen) throws IOException {
    try {
      RunConfig settings = RunConfigs.of(chosen);
      ObjectNode changed = settings.json();
      for (String one : set) {
        int equals = one.indexOf('=');
        if (equals < 1) {
          throw wrong(
              "--set needs PATH=VALUE, got '%s'; see 'config.json' of a run".formatted(one));
        }
        changed =
            Overlay.set(
                changed, one.substring(0, equals), Overlay.value(one.substring(equals + 1)));
      }
      settings = set.isEmpty() ? settings : RunConfig.of(changed);
      if (settings.data().source().isEmpty()) {
        throw wrong(
            "train needs data for the model %s, got none; give --data DATA"
                .formatted(settings.model().name()));
      }
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

  private boolean leaves(ObjectNode chosen, String part) {
    return RunConfigs.leaves(chosen, part) && !sets("training." + part);
  }

  private boolean sets(String path) {
    return set.stream().anyMatch(one -> one.startsWith(path + "=") || one.startsWith(path + "."));
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
