package io.atelier.lab.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.atelier.data.Given;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.GpuLimits;
import io.atelier.lab.setting.Bound;
import java.util.Optional;

/**
 * Where a run runs; {@link Bound} has the ranges of the numbers.
 *
 * @param device what to run on
 * @param threads of the CPU, 0 for one a core
 * @param memory bytes the training examples may take on the device, 0 for the engine's default;
 *     more are streamed
 * @param gpu the one GPU to use, as {@code nvidia-smi} counts; -1 for the first that registers
 * @param gpuMemory bytes of GPU memory to use at most, 0 for all
 * @param precision of matrix products and convolutions
 * @param gpus that share every batch, at least 1
 * @param evaluationBatch examples evaluated or predicted at a time, 0 for as many as suit the
 *     network
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ExecutionConfig(
    Device device,
    int threads,
    long memory,
    int gpu,
    long gpuMemory,
    Precision precision,
    int gpus,
    int evaluationBatch) {
  /** One device, a GPU if there is one, in float32. */
  public static final ExecutionConfig DEFAULT =
      new ExecutionConfig(Device.AUTO, 0, 0, -1, 0, Precision.FLOAT32, 1, 0);

  /** Less is a number whose unit was forgotten. */
  private static final long LEAST_MEMORY = 1 << 16;

  /** What to run on. */
  public enum Device {
    /** A GPU if there is one. */
    @JsonProperty("auto")
    AUTO,
    /** The CPU. */
    @JsonProperty("cpu")
    CPU,
    /** A GPU or an error. */
    @JsonProperty("gpu")
    GPU
  }

  /** What matrix products and convolutions are computed in. */
  public enum Precision {
    /** float32, and nothing less. */
    @JsonProperty("float32")
    FLOAT32,
    /** float32; a GPU may use its TF32 units. */
    @JsonProperty("tf32")
    TF32,
    /** bfloat16. */
    @JsonProperty("bfloat16")
    BFLOAT16,
    /** float16, with a scaled loss. */
    @JsonProperty("mixed_float16")
    MIXED_FLOAT16
  }

  /**
   * @throws IllegalArgumentException if a setting is out of its range, or two contradict each other
   */
  public ExecutionConfig {
    Given.required(device, "execution", "a device", "use auto if unsure");
    Given.required(precision, "execution", "a precision", "use float32 if unsure");
    Bound.THREADS.require(threads);
    Bound.MEMORY.require(memory);
    if (memory > 0 && memory < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "--memory needs at least 64k (65536 bytes), or 0 for the default, got %s; give a unit, as in 512m or 2g"
              .formatted(Long.toString(memory)));
    }
    Bound.EVALUATION_BATCH.require(evaluationBatch);
    Bound.GPU.require(gpu);
    if (gpuMemory != 0) {
      Bound.GPU_MEMORY.require(gpuMemory);
    }
    Bound.GPUS.require(gpus);
    if (gpus > 1 && device == Device.CPU) {
      throw new IllegalArgumentException(
          "--gpus needs --device gpu or auto, got cpu; leave one of them out");
    }
    if (gpus > 1 && gpu >= 0) {
      throw new IllegalArgumentException(
          "--gpus needs more than the one GPU of --gpu, got %s; leave one of them out"
              .formatted(gpu));
    }
  }

  /** {@return the engine's form of it} */
  public Execution execution() {
    GpuLimits limits = new GpuLimits(gpu < 0 ? Optional.empty() : Optional.of(gpu), gpuMemory);
    return new Execution(
        Execution.Device.valueOf(device.name()),
        threads,
        Execution.Compilation.AUTO,
        memory,
        limits,
        Execution.Precision.valueOf(precision.name()),
        gpus,
        evaluationBatch);
  }
}
