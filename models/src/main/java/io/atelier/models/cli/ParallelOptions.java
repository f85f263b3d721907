package io.atelier.models.cli;

import io.atelier.models.run.RunConfig;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many trainings run at once, and on what. */
final class ParallelOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "Trainings at once, each in a process of its own. Default: ${DEFAULT-VALUE}.")
  private int parallel;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}. Default: auto, a GPU if there is one.")
  private EngineOptions.DeviceName device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "CPU threads of each training. Default: the cores, shared by the trainings at once; what"
              + " is resumed keeps its number.")
  private Integer threads;

  /**
   * {@return how many at once}
   *
   * @throws ParameterException if that is less than 1
   */
  int parallel() {
    if (parallel < 1) {
      throw new ParameterException(
          spec.commandLine(), "--parallel needs at least 1, got " + parallel);
    }
    return parallel;
  }

  /** {@return whether a flag is given that a resumed training cannot take} */
  boolean chosen() {
    return device != null || threads != null;
  }

  /** {@return what to run on} */
  RunConfig.Device device() {
    return device == null
        ? RunConfig.Device.AUTO
        : RunConfig.Device.valueOf(device.name().toUpperCase(Locale.ROOT));
  }

  /** {@return threads of each training, 0 for one a core} */
  int threads() {
    if (threads != null) {
      return threads;
    }
    return parallel == 1 ? 0 : Math.max(1, Runtime.getRuntime().availableProcessors() / parallel);
  }
}
