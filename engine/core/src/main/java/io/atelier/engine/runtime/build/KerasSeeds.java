package io.atelier.engine.runtime.build;

import java.util.function.LongSupplier;
import org.apache.commons.rng.core.source32.MersenneTwister;

/**
 * The seeds {@code tf.keras.utils.set_random_seed(seed)} leads to: one {@code random.randint(1,
 * 1e9)} a kernel, in build order (Keras 2.12, {@code initializers.py:2027-2033}, {@code
 * utils/tf_utils.py:66-69}; CPython's {@code random}).
 */
public final class KerasSeeds implements LongSupplier {
  private static final int BOUND = 1_000_000_000;

  private final MersenneTwister twister;

  /** The stream of {@code random.seed(seed)}; Python ignores the sign. */
  public KerasSeeds(long seed) {
    long magnitude = Math.abs(seed);
    int low = (int) magnitude;
    int high = (int) (magnitude >>> 32);
    twister = new MersenneTwister(high == 0 ? new int[] {low} : new int[] {low, high});
  }

  /** {@return the next seed, in [1, 1,000,000,000]} */
  @Override
  public long getAsLong() {
    int draw;
    do {
      draw = twister.nextInt() >>> 2;
    } while (draw >= BOUND);
    return draw + 1L;
  }
}
