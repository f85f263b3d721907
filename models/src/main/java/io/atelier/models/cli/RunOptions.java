package io.atelier.models.cli;

import io.atelier.data.ByteValues;
import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.layer.Input;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.models.config.RunConfig;
import io.atelier.models.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
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
  RunFolder folder() throws IOException {
    return RunFolder.existing(run);
  }

  /** {@return the path of a file of the run} */
  Path file(String name) {
    return run.resolve(name);
  }

  /** {@return where the run's network runs now} */
  Execution execution() throws IOException {
    return elsewhere(config().execution().execution());
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
    RunFolder folder = RunFolder.existing(run);
    RunConfig config = folder.config();
    folder.require(config);
    NativeLibrary.load(config.model());
    Program program =
        Program.compile(
            config.model(),
            config.training().training(),
            Optional.empty(),
            Optional.empty(),
            execution);
    try {
      folder.restore(program);
      for (FloatValues weights : program.weights().values()) {
        requireFinite(weights.values());
      }
      if (config.model().isChain()) {
        requireFinite(program.outputs(largest(config.model().input())).values());
      }
      return program;
    } catch (IOException | RuntimeException e) {
      program.close();
      throw e;
    }
  }

  /** What was trained on GPUs can be used without any. */
  private static Execution elsewhere(Execution trained) {
    Execution one = trained.withReplicas(1);
    return one.device() == Execution.Device.GPU ? one.on(Execution.Device.AUTO) : one;
  }

  /** {@return an input that shows at once where weights are so large that sums overflow} */
  private static Values largest(Input input) {
    int[] shape = IntStream.concat(IntStream.of(1), Arrays.stream(input.exampleShape())).toArray();
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (input.element() == Input.Element.BYTE) {
      byte[] bytes = new byte[size];
      Arrays.fill(bytes, (byte) 255);
      return ByteValues.of(bytes, shape);
    }
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    return FloatValues.of(ones, shape);
  }

  private void requireFinite(float[] values) throws IOException {
    for (float value : values) {
      requireFinite(value);
    }
  }

  /**
   * Requires a number that the run's network has or gives to be finite.
   *
   * @throws IOException if it is not
   */
  void requireFinite(double value) throws IOException {
    if (!Double.isFinite(value)) {
      throw new IOException(
          run
              + " needs weights that give finite numbers, got "
              + value
              + ": its training diverged; train again with a smaller --learning-rate");
    }
  }
}
