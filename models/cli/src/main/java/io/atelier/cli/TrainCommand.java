package io.atelier.cli;

import io.atelier.cli.display.TrainingDisplay;
import io.atelier.cli.option.CheckedFlags;
import io.atelier.cli.option.DataOptions;
import io.atelier.data.file.NewFolder;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.lab.config.FittedTraining;
import io.atelier.lab.config.Head;
import io.atelier.lab.config.ModelEdit;
import io.atelier.lab.config.Reported;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.PictureShape;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.overview.HeldBack;
import io.atelier.lab.process.Interruption;
import io.atelier.lab.report.Report;
import io.atelier.lab.report.ScoresInWords;
import io.atelier.lab.run.Extension;
import io.atelier.lab.run.Reports;
import io.atelier.lab.run.Run;
import io.atelier.lab.run.RunFolder;
import io.atelier.lab.timing.Timings;
import io.atelier.lab.timing.Timings.Phase;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
          + " momentum 0.8, CNNs Adam 0.001 with inverse time decay and early stopping after 10 epochs.",
      "'atelier train --resume RUN --epochs 40' goes on with a run of 20 epochs; 'atelier train --from RUN --data"
          + " OTHER --freeze \"conv2d*\" --learning-rate 0.0001' fine-tunes its network on other data."
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
  @Spec private CommandSpec spec;
  @Mixin private TrainingSettings settings;

  @Option(names = "--timings", description = "Print where the wall time went, by phase.")
  private boolean printTimings;

  @Override
  public Integer call() throws IOException {
    Timings timings = Timings.sinceJvmStart();
    PrintWriter err = spec.commandLine().getErr();
    TrainingSettings.Chosen chosen = CheckedFlags.of(spec, settings::chosen);
    RunConfig config = chosen.config();
    if (chosen.begun().isEmpty()) {
      settings.place().requireFree();
      settings.note().ifPresent(err::println);
    } else if (nothingIsLeft(chosen.begun().get(), config)) {
      err.println(chosen.begun().get().path() + " is finished: nothing is left to train.");
      err.flush();
      return CommandLine.ExitCode.OK;
    }
    timings.enter(Phase.OTHER);
    LoadedData data = load(chosen, timings, err);
    if (chosen.begun().isEmpty() && !LoadedData.isNamed(config.data().source())) {
      say(data, config, err);
    }
    RunConfig headed = chosen.otherHead() ? headed(config, data, err) : config;
    RunConfig taking = headed.with(FittedTraining.taking(data.set(), headed.model()));
    sayUnscaled(headed.model(), taking.model(), err);
    RunConfig fitted =
        CheckedFlags.of(
            spec,
            () -> {
              RunData.require(data.set(), taking.data());
              PictureShape.require(data.set(), taking.model());
              RunConfig whole = chosen.fitting().of(taking, data.set());
              Reported reported =
                  Reported.of(whole.training(), RunData.validates(data.set(), whole.data()));
              reported.require(whole.stopping());
              reported.require(whole.training().callbacks());
              return whole;
            });
    return train(chosen, fitted, data, timings);
  }

  /** {@return whether nothing is left to do: not if the report of a finished run is gone} */
  private static boolean nothingIsLeft(RunFolder folder, RunConfig config) throws IOException {
    Extension extension = new Extension(folder, config);
    if (extension.isWanted()) {
      extension.require();
      return false;
    }
    return folder.require(config).finished().isPresent() && !Reports.missing(folder);
  }

  /** {@return settings whose model has an output for each class of the data} */
  private RunConfig headed(RunConfig config, LoadedData data, PrintWriter err) throws IOException {
    Optional<Model> other = CheckedFlags.of(spec, () -> Head.fitting(config.model(), data.set()));
    other.ifPresent(
        model -> {
          err.println(
              "The last layer is replaced by one that fits %s: its weights begin anew."
                  .formatted(data.set().name()));
          err.flush();
        });
    return other.map(config::with).orElse(config);
  }

  /** {@return the data, read while TensorFlow is loaded} */
  private static LoadedData load(TrainingSettings.Chosen chosen, Timings timings, PrintWriter err)
      throws IOException {
    RunConfig config = chosen.config();
    NativeLibrary.require(config.execution().execution());
    CompletableFuture<Void> library =
        CompletableFuture.runAsync(() -> NativeLibrary.load(config.model()));
    LoadedData data =
        timings.phase(Phase.DATA, () -> DataOptions.load(config.data(), chosen.elsewhere(), err));
    timings.phase(Phase.NATIVE, library::join);
    return data;
  }

  /** Tells what was decided in reading the data. */
  private static void say(LoadedData data, RunConfig config, PrintWriter err) {
    data.notes().forEach(err::println);
    HeldBack.of(data.set(), config.data())
        .forEach((part, sentence) -> err.println(part + ": " + sentence));
    err.flush();
  }

  private static void sayUnscaled(Model given, Model taking, PrintWriter err) {
    if (!taking.equals(given) && !ModelEdit.scales(given)) {
      err.println(
          "The model is given the bytes as floats of 0 to 255; a Rescaling of 1/255 as its first layer would"
              + " scale them.");
    }
  }

  private int train(
      TrainingSettings.Chosen chosen, RunConfig fitted, LoadedData data, Timings timings)
      throws IOException {
    TrainingDisplay display = new TrainingDisplay(fitted, spec.commandLine().getErr());
    // From here on Ctrl-C waits until nothing half-done is left.
    try (display;
        Interruption interruption = new Interruption(display::interrupted)) {
      boolean resumed = chosen.begun().isPresent();
      Path path =
          resumed ? chosen.begun().get().path() : settings.place().ofNew(fitted.model().name());
      try {
        return train(
            new Run(fitted, data, path, List.of(display), interruption::requested, timings),
            resumed);
      } finally {
        if (!resumed && settings.place().isChosenHere()) {
          NewFolder.deleteIfEmpty(path);
        }
      }
    }
  }

  /** Reports a failure itself: after Ctrl-C the JVM does not wait for whoever catches it later. */
  private int train(Run run, boolean resumed) {
    try {
      Report report = resumed ? run.resume() : run.train();
      print(report, run);
      return report.interrupted() ? 130 : CommandLine.ExitCode.OK;
    } catch (IOException | RuntimeException e) {
      Main.report(e, spec.commandLine().getErr());
      return CommandLine.ExitCode.SOFTWARE;
    }
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
