package io.atelier.data;

/**
 * The generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014),
 * with Vigna's constants. Ours, because the JDK does not promise how its bounded numbers are made.
 */
public final class SplitMix64 {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  SplitMix64(long seed) {
    state = seed;
  }

  /**
   * {@return a generator for one stream of a seed}
   *
   * <p>Both are mixed on the way in: neighbouring seeds or streams have unrelated states, instead
   * of the same sequence a step apart.
   */
  static SplitMix64 of(long seed, long stream) {
    return new SplitMix64(mixed(mixed(seed) ^ mixed(~stream)));
  }

  /** {@return these bits mixed well: the first number of the generator with this seed} */
  public static long mixed(long seed) {
    long z = seed + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long next() {
    long number = mixed(state);
    state += GOLDEN_GAMMA;
    return number;
  }

  /** {@return a number in {@code [0, bound)}, each equally likely: the biased rest is redrawn} */
  int below(int bound) {
    long bits;
    long number;
    do {
      bits = next() >>> 1;
      number = bits % bound;
    } while (bits - number + (bound - 1) < 0);
    return (int) number;
  }

  /** {@return the numbers {@code [0, n)} in random order (Fisher-Yates)} */
  int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = below(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
