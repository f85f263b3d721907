package io.atelier.cli.option;

import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.setting.Bound;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many trainings run at once, and on what. */
public final class ParallelOptions {
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
   * @throws ParameterException if there are none or too many
   */
  public int parallel() {
    try {
      return Bound.PARALLEL.require(parallel);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** {@return what to run on: the flag's, or else what was begun with} */
  public ExecutionConfig.Device device(ExecutionConfig.Device begun) {
    return device == null ? begun : device();
  }

  /** {@return threads of each training: the flag's, or else what was begun with} */
  public int threads(int begun) {
    return threads == null ? begun : threads;
  }

  /** {@return what to run on} */
  public ExecutionConfig.Device device() {
    return device == null
        ? ExecutionConfig.Device.AUTO
        : ExecutionConfig.Device.valueOf(device.name().toUpperCase(Locale.ROOT));
  }

  /** {@return threads of each training, 0 for one a core} */
  public int threads() {
    if (threads != null) {
      return threads;
    }
    return parallel == 1 ? 0 : Math.max(1, Runtime.getRuntime().availableProcessors() / parallel);
  }
}
