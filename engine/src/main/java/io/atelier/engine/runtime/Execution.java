package io.atelier.engine.runtime;

import com.sun.management.OperatingSystemMXBean;
import io.atelier.engine.Source;
import java.lang.management.ManagementFactory;

/**
 * Where and how a program runs.
 *
 * @param device what to run on
 * @param threads of the CPU, 0 for one a core; the first program of a process decides
 * @param compilation whether training steps are compiled by XLA
 * @param memoryBytes what the training examples may take on the device; where they need more, they
 *     are streamed, two windows of at most half of it at a time. 0 for a quarter of the host's
 *     physical memory that is free when the program is compiled, but at least 256 MiB. The arrays
 *     of the {@link io.atelier.data.Examples} themselves are not counted
 * @param gpu which GPU, and how much of its memory
 */
public record Execution(
    Device device, int threads, Compilation compilation, long memoryBytes, GpuLimits gpu) {
  /** A GPU if there is one, all cores, compiled where that is faster. */
  public static final Execution AUTO = new Execution(Device.AUTO, 0, Compilation.AUTO);

  private static final long LEAST_BYTES = 256L << 20;

  /** What to run on. */
  public enum Device {
    /** A GPU if one registers, else the CPU. */
    AUTO,
    /** The CPU, with GPUs hidden. */
    CPU,
    /** A GPU, or an error. */
    GPU
  }

  /** Whether training steps are compiled by XLA. */
  public enum Compilation {
    /** Where it was measured to be faster. */
    AUTO,
    /** Always. */
    COMPILED,
    /** Never: every operation rounds on its own. */
    INTERPRETED
  }

  /**
   * @throws IllegalArgumentException if {@code threads} or {@code memoryBytes} is negative
   */
  public Execution {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "Execution needs at least 0 threads, got " + threads + "; 0 takes one a core");
    }
    if (memoryBytes < 0) {
      throw new IllegalArgumentException(
          "Execution needs at least 0 bytes of memory, got "
              + memoryBytes
              + "; 0 takes a quarter of what is free");
    }
  }

  /** Uses as much memory for training examples as {@code memoryBytes} 0 says. */
  public Execution(Device device, int threads, Compilation compilation) {
    this(device, threads, compilation, 0);
  }

  /** May use all of the GPUs. */
  public Execution(Device device, int threads, Compilation compilation, long memoryBytes) {
    this(device, threads, compilation, memoryBytes, GpuLimits.NONE);
  }

  /** {@return the same execution on another device} */
  public Execution on(Device other) {
    return new Execution(other, threads, compilation, memoryBytes, gpu);
  }

  /** {@return the same execution with another budget for training examples} */
  public Execution withMemory(long bytes) {
    return new Execution(device, threads, compilation, bytes, gpu);
  }

  /** {@return the same execution with other limits on GPUs} */
  public Execution withGpu(GpuLimits limits) {
    return new Execution(device, threads, compilation, memoryBytes, limits);
  }

  /** {@return the bytes that training examples may take, read from the system where it is 0} */
  long budgetBytes() {
    if (memoryBytes > 0) {
      return memoryBytes;
    }
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return Math.max(LEAST_BYTES, system.getFreeMemorySize() / 4);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
