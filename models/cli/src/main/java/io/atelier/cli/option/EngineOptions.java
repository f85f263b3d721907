package io.atelier.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.config.RunConfigs;
import picocli.CommandLine.Option;

/** Where the engine runs. */
public final class EngineOptions {
  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}. Default: auto, a GPU if there is one.")
  private DeviceName device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU threads; 0, the default: one a core.")
  private Integer threads;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = MemorySize.class,
      description =
          "Memory for training examples on the device, in bytes or as in 512m or 2g; more are"
              + " streamed. Default: a quarter of what is free.")
  private Long memory;

  @Option(
      names = "--gpu",
      paramLabel = "INDEX",
      description = "The one GPU to use, as nvidia-smi counts. Default: the first.")
  private Integer gpu;

  @Option(
      names = "--gpu-memory",
      paramLabel = "SIZE",
      converter = MemorySize.class,
      description =
          "GPU memory at most, in bytes or as in 4g. Default: all, taken as it is needed.")
  private Long gpuMemory;

  @Option(
      names = "--gpus",
      paramLabel = "N",
      description = "GPUs that share every batch. Default: 1.")
  private Integer gpus;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      description =
          "Of matrix products and convolutions: ${COMPLETION-CANDIDATES}. Default: float32; "
              + "tf32 differs from it on GPUs only.")
  private PrecisionName precision;

  @Option(
      names = "--evaluation-batch",
      paramLabel = "N",
      description =
          "Examples evaluated or predicted at a time; fewer take less memory. Default: 0, as many as"
              + " suit the network, 500 at most.")
  private Integer evaluationBatch;

  /** As the flag spells them. */
  enum PrecisionName {
    float32,
    tf32,
    bfloat16,
    mixed_float16
  }

  /** As the flag spells them. */
  public enum DeviceName {
    auto,
    cpu,
    gpu
  }

  /**
   * Adds what the flags say.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  public void choose(ObjectNode settings) {
    if (device == DeviceName.cpu && (gpu != null || gpuMemory != null)) {
      throw new IllegalArgumentException(
          "%s needs --device gpu or auto, got cpu; leave one of them out"
              .formatted(gpu != null ? "--gpu" : "--gpu-memory"));
    }
    RunConfigs.choose(settings, "device", device);
    RunConfigs.choose(settings, "threads", threads);
    RunConfigs.choose(settings, "memory", memory);
    RunConfigs.choose(settings, "gpu", gpu);
    RunConfigs.choose(settings, "gpuMemory", gpuMemory);
    RunConfigs.choose(settings, "precision", precision);
    RunConfigs.choose(settings, "gpus", gpus);
    RunConfigs.choose(settings, "evaluationBatch", evaluationBatch);
  }
}
