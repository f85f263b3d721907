package io.atelier.data.summary;

import io.atelier.data.ByteValues;
import io.atelier.data.MappedValues;
import io.atelier.data.SplitMix64;
import io.atelier.data.Values;
import java.nio.ByteBuffer;

/** Goes through the examples of a part, a few at a time, so that they need not fit in memory. */
final class Pass {
  private static final int NUMBERS = 1 << 18;

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

  /** Gets some examples after another. */
  interface Blocks {
    /**
     * Takes examples.
     *
     * @param first the place of the first
     * @param some in an array
     */
    void block(int first, Values some);
  }

  static void blocks(Values values, Blocks blocks) {
    int rows = Math.max(1, NUMBERS / Math.max(1, values.exampleSize()));
    for (int from = 0; from < values.count(); ) {
      int to = (int) Math.min(values.count(), (long) from + rows);
      Values some = values.slice(from, to);
      // Number by number, a file would be looked up each time.
      blocks.block(from, some instanceof MappedValues mapped ? mapped.loaded() : some);
      from = to;
    }
  }

  static void over(Values values, Numbers numbers) {
    int size = values.exampleSize();
    blocks(
        values,
        (first, some) -> {
          for (int example = 0; example < some.count(); example++) {
            for (int place = 0; place < size; place++) {
              numbers.number(first + example, place, some.number((long) example * size + place));
            }
          }
        });
  }

  /** {@return a hash of each example's numbers, 64 bits, mixed well} */
  static long[] hashes(Values values) {
    long[] hashes = new long[values.count()];
    int size = values.exampleSize();
    blocks(
        values,
        (first, some) -> {
          for (int example = 0; example < some.count(); example++) {
            hashes[first + example] =
                some instanceof ByteValues bytes
                    ? hash(ByteBuffer.wrap(bytes.values(), example * size, size))
                    : hash(some, (long) example * size, size);
          }
        });
    return hashes;
  }

  private static long hash(ByteBuffer bytes) {
    long hash = 0;
    while (bytes.remaining() >= Long.BYTES) {
      hash = SplitMix64.mixed(hash * 31 + bytes.getLong());
    }
    while (bytes.hasRemaining()) {
      hash = SplitMix64.mixed(hash * 31 + bytes.get());
    }
    return hash;
  }

  private static long hash(Values values, long from, int size) {
    long hash = 0;
    for (int place = 0; place < size; place++) {
      // The sum makes -0.0 and 0.0 one.
      hash =
          SplitMix64.mixed(hash * 31 + Double.doubleToLongBits(values.number(from + place) + 0.0));
    }
    return hash;
  }
}
