package io.atelier.engine.runtime;

import io.atelier.engine.Source;

/**
 * Where and how a program runs.
 *
 * @param device what to run on
 * @param threads of the CPU, 0 for one a core; the first program of a process decides
 * @param compilation whether training steps are compiled by XLA
 */
public record Execution(Device device, int threads, Compilation compilation) {
  /** A GPU if there is one, all cores, compiled where that is faster. */
  public static final Execution AUTO = new Execution(Device.AUTO, 0, Compilation.AUTO);

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
   * @throws IllegalArgumentException if {@code threads} is negative
   */
  public Execution {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "Execution needs at least 0 threads, got " + threads + "; 0 takes one a core");
    }
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
