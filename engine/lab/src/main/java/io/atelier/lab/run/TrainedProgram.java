package io.atelier.lab.run;

import io.atelier.data.ByteValues;
import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.lab.config.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Programs of runs, with the weights that these came to. */
public final class TrainedProgram {
  private TrainedProgram() {}

  /**
   * {@return a run's program with the weights of its newest checkpoint, for the caller to close}
   *
   * @param run its folder
   * @param execution where it runs
   * @throws IOException if the folder is no run, has no checkpoint, or its files contradict each
   *     other, or its weights give numbers that are not finite
   */
  public static Program open(Path run, Execution execution) throws IOException {
    RunFolder folder = RunFolder.existing(run);
    RunConfig config = folder.config();
    folder.require(config);
    return open(run, config, execution, folder::restore);
  }

  /** Sets a program to weights that were saved. */
  interface Restore {
    void to(Program program) throws IOException;
  }

  static Program open(Path of, RunConfig config, Execution execution, Restore restore)
      throws IOException {
    NativeLibrary.load(config.model());
    Program program =
        Program.compile(
            config.model(),
            config.training().training(),
            Optional.empty(),
            Optional.empty(),
            execution);
    try {
      restore.to(program);
      for (FloatValues weights : program.weights().values()) {
        requireFinite(of, weights.values());
      }
      if (config.model().isChain() && !looksUp(config.model())) {
        requireFinite(of, program.outputs(largest(config.model().input())).values());
      }
      return program;
    } catch (IOException | RuntimeException e) {
      program.close();
      throw e;
    }
  }

  /** {@return where it runs now: what was trained on GPUs can be used without any} */
  public static Execution execution(RunConfig config) {
    Execution one = config.execution().execution().withReplicas(1);
    return one.device() == Execution.Device.GPU ? one.on(Execution.Device.AUTO) : one;
  }

  /** {@return whether inputs are numbers of things, of which the largest may be none} */
  private static boolean looksUp(Model model) {
    return model.layers().stream().anyMatch(layer -> layer.type().equals("Embedding"));
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

  private static void requireFinite(Path run, float[] values) throws IOException {
    for (float value : values) {
      requireFinite(run, value);
    }
  }

  /**
   * Requires a number that a run's network has or gives to be finite.
   *
   * @throws IOException if it is not
   */
  public static void requireFinite(Path run, double value) throws IOException {
    if (!Double.isFinite(value)) {
      throw new IOException(
          run
              + " needs weights that give finite numbers, got "
              + value
              + ": its training diverged; train again with a smaller --learning-rate");
    }
  }
}
