package io.atelier.engine.runtime;

import io.atelier.data.Given;
import io.atelier.engine.Source;
import java.util.Optional;

/**
 * What a process may use of the machine's GPUs; the first program of a process decides.
 *
 * @param index the one GPU to use, as {@code nvidia-smi} counts, among those that {@code
 *     CUDA_VISIBLE_DEVICES} shows; empty for the first ones
 * @param memoryBytes of it at most, 0 for all: what is used grows as it is needed
 */
public record GpuLimits(Optional<Integer> index, long memoryBytes) {
  /** None. */
  public static final GpuLimits NONE = new GpuLimits(Optional.empty(), 0);

  private static final long LEAST_BYTES = 1 << 20;

  /**
   * @throws IllegalArgumentException if the index is negative, or the memory less than 1 MiB
   */
  public GpuLimits {
    Given.required(index, "GpuLimits", "an index", "use Optional.empty() for the first GPUs");
    if (index.isPresent() && index.get() < 0) {
      throw new IllegalArgumentException(
          "GpuLimits needs the index of a GPU, 0 or more, got " + index.get() + "; see nvidia-smi");
    }
    if (memoryBytes != 0 && memoryBytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "GpuLimits needs at least %s bytes of memory, got %s; 0 takes all"
              .formatted(LEAST_BYTES, memoryBytes));
    }
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
