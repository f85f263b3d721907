package io.atelier.cli.option;

import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Program;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.run.RunFolder;
import io.atelier.lab.run.TrainedProgram;
import io.atelier.lab.serving.ServedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** A run that was trained. */
public final class RunOptions {
  @Parameters(index = "0", paramLabel = "RUN", description = "A folder that 'atelier train' wrote.")
  private Path run;

  /** {@return the run's settings} */
  public RunConfig config() throws IOException {
    return RunFolder.existing(run).config();
  }

  /** {@return the run's folder} */
  public RunFolder existing() throws IOException {
    return RunFolder.existing(run);
  }

  /** {@return how the run's network is asked} */
  public ServedModel served() throws IOException {
    RunConfig config = config();
    Optional<ServedModel> kept = ServedModel.in(run);
    return kept.isPresent() ? kept.get() : ServedModel.of(config);
  }

  /** {@return the run's folder} */
  public Path folder() {
    return run;
  }

  /** {@return the path of a file of the run} */
  public Path file(String name) {
    return run.resolve(name);
  }

  /** {@return where the run's network runs now} */
  public Execution execution() throws IOException {
    return TrainedProgram.execution(config());
  }

  /** {@return the trained program, for the caller to close} */
  public Program open() throws IOException {
    return open(execution());
  }

  /**
   * {@return the trained program, for the caller to close}
   *
   * @param execution where it runs instead of where it would by itself
   */
  public Program open(Execution execution) throws IOException {
    return TrainedProgram.open(run, execution);
  }

  /**
   * Requires a number that the run's network has or gives to be finite.
   *
   * @throws IOException if it is not
   */
  public void requireFinite(double value) throws IOException {
    TrainedProgram.requireFinite(run, value);
  }
}
