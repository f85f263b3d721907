package io.atelier.data.summary;

import io.atelier.data.Values;

/** Goes through the examples of a part, a few at a time, so that they need not fit in memory. */
final class Pass {
  private static final int NUMBERS = 1 << 16;

  private Pass() {}

  /** Gets the numbers of the examples. */
  interface Numbers {
    /**
     * Takes a number.
     *
     * @param example from 0
     * @param place in the example, from 0
     */
    void number(int example, int place, double number);
  }

  static void over(Values values, Numbers numbers) {
    int size = values.exampleSize();
    int rows = Math.max(1, NUMBERS / Math.max(1, size));
    for (int from = 0; from < values.count(); from += rows) {
      int to = (int) Math.min(values.count(), (long) from + rows);
      Values some = values.slice(from, to);
      for (int example = from; example < to; example++) {
        for (int place = 0; place < size; place++) {
          numbers.number(example, place, some.number((example - from) * size + place));
        }
      }
    }
  }

  /** {@return a hash of each example's numbers, 64 bits, mixed well} */
  static long[] hashes(Values values) {
    long[] hashes = new long[values.count()];
    over(
        values,
        (example, place, number) ->
            // The sum makes -0.0 and 0.0 one.
            hashes[example] = mixed(hashes[example] * 31 + Double.doubleToLongBits(number + 0.0)));
    return hashes;
  }

  /** The finalizer of SplitMix64. */
  private static long mixed(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
