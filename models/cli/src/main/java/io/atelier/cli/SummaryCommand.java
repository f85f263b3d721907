package io.atelier.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.cli.option.ModelNames;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.ModelSummary;
import io.atelier.keras.KerasFile;
import io.atelier.lab.config.Presets;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atelier summary}. */
@Command(
    name = "summary",
    description = "Prints a network's layers and parameters as Keras 2.12 does.",
    mixinStandardHelpOptions = true)
final class SummaryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      completionCandidates = ModelNames.class,
      description =
          "A name from 'atelier models', the folder of a run, a .keras or .h5 file, or a file with the"
              + " config of a model (model.to_json() in Keras) or of a run.")
  private String model;

  @Override
  public Integer call() throws IOException {
    Model found;
    try {
      found = found();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    spec.commandLine().getOut().println(ModelSummary.of(found).text(true, false));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private Model found() throws IOException {
    boolean named = Presets.names().contains(model);
    Path path = Path.of(model);
    if (!named && Files.isDirectory(path)) {
      return RunFolder.existing(path).config().model();
    }
    if (!named && Files.exists(path)) {
      return isRun(path) ? RunConfigs.of(RunConfigs.read(path)).model() : KerasFile.model(path);
    }
    return Presets.named(model).model();
  }

  /** Whether a file holds the settings of a run, which say the model among others. */
  private static boolean isRun(Path file) {
    if (KerasFile.is(file)) {
      return false;
    }
    try {
      ObjectNode settings = RunConfigs.read(file);
      return settings.has("model") && !settings.has("class_name");
    } catch (IllegalArgumentException e) {
      return false; // Files of models say better what is wrong with them.
    }
  }
}
