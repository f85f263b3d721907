package io.atelier.cli;

import io.atelier.cli.option.RunOptions;
import io.atelier.engine.runtime.Program;
import io.atelier.lab.serving.ServedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atelier export}. */
@Command(
    name = "export",
    description = {
      "Writes a run's network as a SavedModel with the signature serving_default: image, features or input,"
          + " as the training data are, to probabilities, logits or predictions. Class names and how files"
          + " are read lie beside it, in assets.extra/serving.json."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RunOptions run;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DIR",
      description = "Where to; must not exist. Default: beside the run, RUN-saved-model.")
  private Path target;

  @Option(names = "--out", paramLabel = "DIR", description = "The same.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (target != null && out != null) {
      throw new ParameterException(
          spec.commandLine(),
          "export needs one folder to write to, got %s and --out %s; leave one of them out"
              .formatted(target, out));
    }
    Path folder =
        Optional.ofNullable(target).or(() -> Optional.ofNullable(out)).orElseGet(this::beside);
    if (Files.exists(folder)) {
      throw new IOException(
          "export needs a folder that does not exist, got " + folder + "; choose another");
    }
    ServedModel served = run.served();
    try (Program program = run.open()) {
      program.export(folder, served.serving(program.model()), Optional.empty(), served::writeInto);
    }
    spec.commandLine().getOut().println("SavedModel: " + folder);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private Path beside() {
    Path run = this.run.folder();
    Path whole =
        run.getFileName() == null || run.endsWith("..") || run.endsWith(".")
            ? run.toAbsolutePath().normalize()
            : run;
    return whole.resolveSibling(whole.getFileName() + "-saved-model");
  }
}
