package io.atelier.models.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.models.run.RunConfigs;
import picocli.CommandLine.Option;

/** Where the engine runs. */
final class EngineOptions {
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
          "Memory for training images on the device, such as 512m or 2g; more are streamed. "
              + "Default: a quarter of what is free.")
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
      description = "GPU memory at most, such as 4g. Default: all, taken as it is needed.")
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

  /** As the flag spells them. */
  enum PrecisionName {
    float32,
    tf32,
    bfloat16,
    mixed_float16
  }

  /** As the flag spells them. */
  enum DeviceName {
    auto,
    cpu,
    gpu
  }

  /** Adds what the flags say. */
  void choose(ObjectNode settings) {
    RunConfigs.choose(settings, "device", device);
    RunConfigs.choose(settings, "threads", threads);
    RunConfigs.choose(settings, "memory", memory);
    RunConfigs.choose(settings, "gpu", gpu);
    RunConfigs.choose(settings, "gpuMemory", gpuMemory);
    RunConfigs.choose(settings, "precision", precision);
    RunConfigs.choose(settings, "gpus", gpus);
  }
}
