package io.atelier.cli;

import io.atelier.cli.option.DataOptions;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.process.Interruption;
import io.atelier.lab.process.Parent;
import io.atelier.lab.run.Run;
import io.atelier.lab.run.RunFolder;
import io.atelier.lab.timing.Timings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code atelier reproduce} calls in the JVMs that train. */
@Command(
    name = "training-worker",
    description = "Trains a run of 'atelier reproduce' to its end.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class TrainingWorkerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;

  @Parameters(paramLabel = "RUN", description = "The run's folder, with its settings.")
  private Path path;

  @Override
  public Integer call() throws IOException {
    Parent.endWithIt(System.in);
    RunConfig config = RunFolder.existing(path).config();
    Run run =
        new Run(
            config,
            data.load(config.data(), spec.commandLine().getErr()),
            path,
            List.of(),
            () -> false,
            Timings.sinceJvmStart());
    // An orderly end would take TensorFlow's memory from under its threads.
    try (Interruption interruption = Interruption.halting()) {
      run.resume();
    }
    return 0;
  }
}
