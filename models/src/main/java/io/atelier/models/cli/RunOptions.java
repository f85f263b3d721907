package io.atelier.models.cli;

import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Program;
import io.atelier.models.config.RunConfig;
import io.atelier.models.run.RunFolder;
import io.atelier.models.run.TrainedProgram;
import io.atelier.models.serving.ServedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** A run that was trained. */
final class RunOptions {
  @Parameters(index = "0", paramLabel = "RUN", description = "A folder that 'atelier train' wrote.")
  private Path run;

  /** {@return the run's settings} */
  RunConfig config() throws IOException {
    return RunFolder.existing(run).config();
  }

  /** {@return the run's folder} */
  RunFolder existing() throws IOException {
    return RunFolder.existing(run);
  }

  /** {@return how the run's network is asked} */
  ServedModel served() throws IOException {
    RunConfig config = config();
    Optional<ServedModel> kept = ServedModel.in(run);
    return kept.isPresent() ? kept.get() : ServedModel.of(config);
  }

  /** {@return the run's folder} */
  Path folder() {
    return run;
  }

  /** {@return the path of a file of the run} */
  Path file(String name) {
    return run.resolve(name);
  }

  /** {@return where the run's network runs now} */
  Execution execution() throws IOException {
    return TrainedProgram.execution(config());
  }

  /** {@return the trained program, for the caller to close} */
  Program open() throws IOException {
    return open(execution());
  }

  /**
   * {@return the trained program, for the caller to close}
   *
   * @param execution where it runs instead of where it would by itself
   */
  Program open(Execution execution) throws IOException {
    return TrainedProgram.open(run, execution);
  }

  /**
   * Requires a number that the run's network has or gives to be finite.
   *
   * @throws IOException if it is not
   */
  void requireFinite(double value) throws IOException {
    TrainedProgram.requireFinite(run, value);
  }
}
