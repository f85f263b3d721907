package io.atelier.engine.runtime.device;

import com.sun.management.OperatingSystemMXBean;
import io.atelier.engine.cuda.CudaFacts;
import io.atelier.engine.cuda.Machine;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.OutOfDeviceMemoryException;
import io.atelier.engine.runtime.tensorflow.Reason;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * The memory that a program lives in.
 *
 * @param model whose program it is
 * @param batchSize examples a step
 * @param answerSize examples answered at a time
 * @param device {@code "CPU"} or {@code "GPU"}
 * @param execution which GPU, and what limits it
 */
public record DeviceMemory(
    String model, int batchSize, int answerSize, String device, Execution execution) {
  /** What CUDA's libraries say, under other codes, when they find no room for themselves. */
  private static final List<String> EXHAUSTED =
      List.of(
          "CUDA_ERROR_OUT_OF_MEMORY",
          "CUDNN_STATUS_ALLOC_FAILED",
          "CUBLAS_STATUS_ALLOC_FAILED",
          "CUBLAS_STATUS_NOT_INITIALIZED");

  /** What needs memory. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T get() throws E;
  }

  /**
   * {@return what training gives}
   *
   * @throws OutOfDeviceMemoryException if the memory does not suffice for it
   */
  public <T, E extends Exception> T suffice(Work<T, E> work) throws E {
    return suffice(
        work,
        "for batches of %s examples".formatted(batchSize),
        "use smaller batches" + (limited() ? " or a higher limit" : ""));
  }

  /**
   * {@return what answering gives}
   *
   * @throws OutOfDeviceMemoryException if the memory does not suffice for it
   */
  public <T, E extends Exception> T sufficeToAnswer(Work<T, E> work) throws E {
    return suffice(
        work,
        "to answer %s examples at a time".formatted(answerSize),
        limited()
            ? "use a smaller evaluation batch, a higher limit or device cpu"
            : device.equals("GPU")
                ? "use a smaller evaluation batch or device cpu"
                : "use a smaller evaluation batch, or end other programs");
  }

  private <T, E extends Exception> T suffice(Work<T, E> work, String aim, String cure) throws E {
    try {
      return work.get();
    } catch (TensorFlowException e) {
      if (!exhausted(e)) {
        throw e;
      }
      throw new OutOfDeviceMemoryException(
          "Model %s needs more memory %s, got %s; %s".formatted(model, aim, size(), cure), e);
    }
  }

  private static boolean exhausted(TensorFlowException e) {
    String message = String.valueOf(e.getMessage());
    return Reason.memory(e) || EXHAUSTED.stream().anyMatch(message::contains);
  }

  private boolean limited() {
    return device.equals("GPU") && execution.gpu().memoryBytes() > 0;
  }

  private String size() {
    if (device.equals("CPU")) {
      var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      return mebibytes(system.getTotalMemorySize()) + " of the CPU";
    }
    if (limited()) {
      return "a limit of " + mebibytes(execution.gpu().memoryBytes()) + " of the GPU";
    }
    String sizes =
        execution.chosen(CudaFacts.on(Machine.current()).shown()).stream()
            .flatMap(gpu -> gpu.memoryBytes().stream().mapToObj(DeviceMemory::mebibytes))
            .collect(Collectors.joining(", "));
    return (sizes.isEmpty() ? "all" : sizes) + " of the GPU";
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
  }
}
