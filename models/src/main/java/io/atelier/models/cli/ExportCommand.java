package io.atelier.models.cli;

import io.atelier.engine.runtime.Program;
import io.atelier.models.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atelier export}. */
@Command(
    name = "export",
    description = {
      "Writes a run's network as a SavedModel: image uint8 [batch, 28, 28] to probabilities",
      "float32 [batch, 10], signature serving_default."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RunOptions run;

  @Parameters(index = "1", paramLabel = "DIR", description = "Where to; must not exist.")
  private Path target;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(target)) {
      throw new IOException(
          "export needs a folder that does not exist, got " + target + "; choose another");
    }
    try (Program program = run.open()) {
      program.export(target, Run.SERVING);
    }
    spec.commandLine().getOut().println("SavedModel: " + target);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
