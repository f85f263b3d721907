package io.atelier.engine.runtime;

import com.sun.management.OperatingSystemMXBean;
import io.atelier.engine.cuda.CudaFacts;
import io.atelier.engine.cuda.Gpu;
import io.atelier.engine.cuda.Machine;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tensorflow.exceptions.TFResourceExhaustedException;

/**
 * The memory that a program lives in.
 *
 * @param model whose program it is
 * @param batchSize examples a step
 * @param device {@code "CPU"} or {@code "GPU"}
 * @param limits on the GPU
 */
record DeviceMemory(String model, int batchSize, String device, GpuLimits limits) {

  /**
   * {@return what some work gives}
   *
   * @throws OutOfDeviceMemoryException if the memory does not suffice for it
   */
  <T> T suffice(Supplier<T> work) {
    try {
      return work.get();
    } catch (TFResourceExhaustedException e) {
      throw new OutOfDeviceMemoryException(
          "Model %s needs more memory for batches of %d examples, got %s; use smaller batches%s"
              .formatted(
                  model,
                  batchSize,
                  size(),
                  limits.memoryBytes() > 0 && device.equals("GPU") ? " or a higher limit" : ""),
          e);
    }
  }

  private String size() {
    if (device.equals("CPU")) {
      var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      return mebibytes(system.getTotalMemorySize()) + " of the CPU";
    }
    if (limits.memoryBytes() > 0) {
      return "a limit of " + mebibytes(limits.memoryBytes()) + " of the GPU";
    }
    List<Gpu> gpus = CudaFacts.on(Machine.current()).gpus();
    String sizes =
        gpus.stream()
            .filter(gpu -> limits.index().map(index -> index == gpu.index()).orElse(true))
            .flatMap(gpu -> gpu.memoryBytes().stream().mapToObj(DeviceMemory::mebibytes))
            .collect(Collectors.joining(", "));
    return (sizes.isEmpty() ? "all" : sizes) + " of the GPU";
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
  }
}
