package io.atelier.engine.runtime;

import com.sun.management.OperatingSystemMXBean;
import io.atelier.data.Given;
import io.atelier.engine.Source;
import io.atelier.engine.cuda.CudaFacts;
import io.atelier.engine.cuda.Gpu;
import io.atelier.engine.cuda.Machine;
import io.atelier.engine.runtime.device.Devices;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Where and how a program runs.
 *
 * @param device what to run on
 * @param threads of the CPU, 0 for one a core; the first program of a process decides
 * @param compilation whether training steps are compiled by XLA
 * @param memoryBytes what the training examples may take on the device, with the wider copies of
 *     them that a GPU takes rows from where steps are not compiled; where they need more, they are
 *     streamed, two windows of at most half of it at a time. 0 for a quarter of the device's memory
 *     that is free when the program is compiled, but at least 256 MiB; on a CPU, examples in a file
 *     ({@link io.atelier.data.MappedValues}) get 256 MiB, or 16 batches. The arrays of the {@link
 *     io.atelier.data.Examples} themselves are not counted
 * @param gpu which GPU, and how much of its memory
 * @param precision of matrix products and convolutions, in training and in answers
 * @param replicas GPUs that share every batch, each a part of its rows; the losses are those of one
 *     device but for rounding. With the device {@link Device#CPU} they are made up: a way to try
 *     it. Answers and scores are computed on the first
 * @param evaluationBatch examples that are evaluated or predicted at a time, which must fit the
 *     device's memory. 0 for 500, or fewer where 500 would take more than 1 GiB (or a quarter of
 *     the GPU memory that {@code gpu} allows) for one operation of the model. Scores depend on it
 *     in their last digits alone
 */
public record Execution(
    Device device,
    int threads,
    Compilation compilation,
    long memoryBytes,
    GpuLimits gpu,
    Precision precision,
    int replicas,
    int evaluationBatch) {
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
   * What matrix products and convolutions are computed in. Weights, what layers pass on, losses and
   * sums are float32 in any case. Whether a GPU may use TF32 holds for a whole process: the program
   * compiled last decides.
   */
  public enum Precision {
    /** float32, and nothing less. */
    FLOAT32,
    /** float32; a GPU may round the factors of a product to 10 bits behind the point. */
    TF32,
    /** Factors and products are rounded to bfloat16. */
    BFLOAT16,
    /** Factors and products are rounded to float16; the loss is scaled. */
    MIXED_FLOAT16;

    /** Whether products have 16 bits. */
    public boolean half() {
      return this == BFLOAT16 || this == MIXED_FLOAT16;
    }
  }

  /** Beyond these a machine hangs instead of saying what is wrong. */
  private static final int MOST_THREADS = 1024;

  private static final int MOST_REPLICAS = 64;
  private static final int LARGEST_EVALUATION = 1_000_000;

  /**
   * @throws IllegalArgumentException if {@code threads} is not in [0, 1,024], {@code memoryBytes}
   *     negative, {@code replicas} not in [1, 64], or above 1 for steps to be compiled, {@code
   *     evaluationBatch} not in [0, 1,000,000], or anything null
   */
  public Execution {
    Given.required(device, "Execution", "a device", "use Device.AUTO if unsure");
    Given.required(compilation, "Execution", "a compilation", "use Compilation.AUTO if unsure");
    Given.required(gpu, "Execution", "limits of GPUs", "use GpuLimits.NONE for none");
    Given.required(precision, "Execution", "a precision", "use Precision.FLOAT32 if unsure");
    if (evaluationBatch < 0 || evaluationBatch > LARGEST_EVALUATION) {
      throw new IllegalArgumentException(
          "Execution needs 0 to 1000000 examples to evaluate at a time, got "
              + evaluationBatch
              + "; 0 takes as many as the model leaves memory for, 500 at most");
    }
    if (threads < 0 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "Execution needs 0 to 1024 threads, got " + threads + "; 0 takes one a core");
    }
    if (memoryBytes < 0) {
      throw new IllegalArgumentException(
          "Execution needs at least 0 bytes of memory, got "
              + memoryBytes
              + "; 0 takes a quarter of what is free");
    }
    if (replicas < 1 || replicas > MOST_REPLICAS) {
      throw new IllegalArgumentException(
          "Execution needs 1 to 64 replicas, got " + replicas + "; 1 is one device");
    }
    if (replicas > 1 && gpu.index().isPresent()) {
      throw new IllegalArgumentException(
          "Execution needs 1 replica to use one GPU alone, got %s and GPU %s; choose one of them"
              .formatted(replicas, gpu.index().get()));
    }
    if (replicas > 1 && compilation == Compilation.COMPILED) {
      throw new IllegalArgumentException(
          "Execution needs 1 replica to compile whole steps, got "
              + replicas
              + "; leave the compilation to AUTO");
    }
  }

  /** As many examples evaluated at a time as {@code evaluationBatch} 0 says. */
  public Execution(
      Device device,
      int threads,
      Compilation compilation,
      long memoryBytes,
      GpuLimits gpu,
      Precision precision,
      int replicas) {
    this(device, threads, compilation, memoryBytes, gpu, precision, replicas, 0);
  }

  /** As much memory for training examples as {@code memoryBytes} 0 says, float32, one device. */
  public Execution(Device device, int threads, Compilation compilation) {
    this(device, threads, compilation, 0, GpuLimits.NONE, Precision.FLOAT32, 1);
  }

  /** {@return the same execution on another device} */
  public Execution on(Device other) {
    return new Execution(
        other, threads, compilation, memoryBytes, gpu, precision, replicas, evaluationBatch);
  }

  /** {@return the same execution with another budget for training examples} */
  public Execution withMemory(long bytes) {
    return new Execution(
        device, threads, compilation, bytes, gpu, precision, replicas, evaluationBatch);
  }

  /** {@return the same execution with other limits on GPUs} */
  public Execution withGpu(GpuLimits limits) {
    return new Execution(
        device, threads, compilation, memoryBytes, limits, precision, replicas, evaluationBatch);
  }

  /** {@return the same execution in another precision} */
  public Execution withPrecision(Precision other) {
    return new Execution(
        device, threads, compilation, memoryBytes, gpu, other, replicas, evaluationBatch);
  }

  /** {@return the same execution on another number of GPUs} */
  public Execution withReplicas(int number) {
    return new Execution(
        device, threads, compilation, memoryBytes, gpu, precision, number, evaluationBatch);
  }

  /** {@return the same execution with another number of examples evaluated at a time} */
  public Execution withEvaluationBatch(int examples) {
    return new Execution(
        device, threads, compilation, memoryBytes, gpu, precision, replicas, examples);
  }

  /**
   * {@return the bytes that training examples may take, read from the system where it is 0}
   *
   * @param chosen what the program runs on
   * @param wantedBytes what they would take; the system is queried only if that is more than is
   *     always granted
   */
  long budgetBytes(Devices.Choice chosen, long wantedBytes) {
    if (memoryBytes > 0) {
      return memoryBytes;
    }
    if (wantedBytes <= LEAST_BYTES) {
      return LEAST_BYTES;
    }
    OptionalLong free =
        chosen.name().equals("GPU")
            ? free(CudaFacts.on(Machine.current()).shown(), chosen.memoryBytes())
            : OptionalLong.empty();
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long quarter = free.orElseGet(system::getFreeMemorySize) / 4;
    return Math.max(LEAST_BYTES, Math.min(quarter, wantedBytes));
  }

  /**
   * {@return the memory that a program can still take of each GPU it uses; empty if unknown}
   *
   * @param shown the GPUs it could use
   * @param mostBytes what TensorFlow takes of one at most
   */
  OptionalLong free(List<Gpu> shown, OptionalLong mostBytes) {
    OptionalLong limit =
        gpu.memoryBytes() > 0 ? OptionalLong.of(gpu.memoryBytes()) : OptionalLong.empty();
    return Stream.concat(chosen(shown).stream().map(Gpu::freeBytes), Stream.of(mostBytes, limit))
        .flatMapToLong(OptionalLong::stream)
        .min();
  }

  /**
   * {@return the GPUs that it uses, of those it could; fewer if so many are not known}
   *
   * @param shown by CUDA, in its order
   */
  public List<Gpu> chosen(List<Gpu> shown) {
    return shown.stream().skip(gpu.index().orElse(0)).limit(replicas).toList();
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
