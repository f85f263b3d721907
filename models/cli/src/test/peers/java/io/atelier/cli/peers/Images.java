package io.atelier.cli.peers;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;

/**
 * The data set as a peer's user would hold it: converted once, before training.
 *
 * @param pixels {@code [n, 28, 28]}, 0 to 1
 * @param labels {@code [n]}
 */
@SuppressWarnings("ArrayRecordComponent") // too large to copy
record Images(float[] pixels, int[] labels) {
  static final int SIDE = 28;
  static final int PIXELS = SIDE * SIDE;

  static Images of(Examples examples) {
    byte[] bytes = ((ByteValues) examples.inputs()).values();
    float[] pixels = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      pixels[i] = (bytes[i] & 0xFF) / 255f;
    }
    return new Images(pixels, ((IntValues) examples.targets()).values());
  }

  int size() {
    return labels.length;
  }
}
