package io.atelier.data;

/**
 * The order in which an epoch sees its examples: a function of (seed, epoch) and of nothing else,
 * so that a resumed run goes on as the uninterrupted one would have.
 */
public final class EpochOrder {
  private EpochOrder() {}

  /**
   * {@return a permutation of {@code [0, n)}: SplitMix64 and Fisher-Yates, the same on every JVM}
   *
   * @param epoch which epoch, from 0
   * @param n how many examples, from 0
   * @throws IllegalArgumentException for a negative epoch or n
   */
  public static int[] of(long seed, int epoch, int n) {
    if (epoch < 0 || n < 0) {
      throw new IllegalArgumentException(
          "EpochOrder needs an epoch and a size from 0 up, got epoch %s of %s examples; count epochs from 0"
              .formatted(epoch, n));
    }
    return SplitMix64.of(seed, epoch).permutation(n);
  }
}
