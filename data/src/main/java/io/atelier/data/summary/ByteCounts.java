package io.atelier.data.summary;

import io.atelier.data.ByteValues;
import io.atelier.data.Values;

/** Counts how often each channel has each byte: of bytes, that says all, and is quick. */
final class ByteCounts {
  private static final int BYTES = 256;

  /** Beyond this, the counts would not stay in the processor's cache. */
  static final int MOST_CHANNELS = 1024;

  private ByteCounts() {}

  /**
   * Measures bytes.
   *
   * @param measures one a channel
   */
  static void measure(Values bytes, Measure[] measures) {
    long[] counts = new long[measures.length * BYTES];
    Pass.blocks(bytes, (first, some) -> count(((ByteValues) some).values(), counts));
    for (int i = 0; i < counts.length; i++) {
      measures[i / BYTES].add(i % BYTES, counts[i]);
    }
  }

  private static void count(byte[] bytes, long[] counts) {
    int channel = 0;
    for (byte number : bytes) {
      counts[channel + (number & 0xFF)]++;
      channel += BYTES;
      if (channel == counts.length) {
        channel = 0;
      }
    }
  }
}
