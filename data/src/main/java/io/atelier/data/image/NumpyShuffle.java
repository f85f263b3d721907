package io.atelier.data.image;

/**
 * The order in which {@code numpy.random.RandomState(seed).shuffle} leaves a list, number by
 * number: Matsumoto's and Nishimura's Mersenne Twister (MT19937), seeded by {@code init_genrand},
 * and numpy's {@code random_interval}, which masks words and throws away those that are too large.
 */
final class NumpyShuffle {
  private static final int LENGTH = 624;
  private static final int MIDDLE = 397;
  private static final long LARGEST_SEED = 0xFFFFFFFFL;

  private final int[] state = new int[LENGTH];
  private int next = LENGTH;

  private NumpyShuffle(int seed) {
    state[0] = seed;
    for (int i = 1; i < LENGTH; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /**
   * {@return the numbers {@code [0, n)} as numpy shuffles them}
   *
   * @param seed 0 to 2^32 - 1, as numpy needs it
   * @throws IllegalArgumentException for another seed
   */
  static int[] permutation(long seed, int n) {
    if (seed < 0 || seed > LARGEST_SEED) {
      throw new IllegalArgumentException(
          "Keras' shuffle needs a seed of 0 to 4294967295, got %s; choose a seed in that range"
              .formatted(seed));
    }
    var random = new NumpyShuffle((int) seed);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = random.upTo(i);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  private int upTo(int most) {
    int mask = -1 >>> Integer.numberOfLeadingZeros(most);
    int number;
    do {
      number = word() & mask;
    } while (number > most);
    return number;
  }

  private int word() {
    if (next == LENGTH) {
      twist();
      next = 0;
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9D2C5680;
    y ^= (y << 15) & 0xEFC60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (int i = 0; i < LENGTH; i++) {
      int y = (state[i] & 0x80000000) | (state[(i + 1) % LENGTH] & 0x7FFFFFFF);
      state[i] = state[(i + MIDDLE) % LENGTH] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908B0DF);
    }
  }
}
