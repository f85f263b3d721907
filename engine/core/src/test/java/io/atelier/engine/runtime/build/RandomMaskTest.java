package io.atelier.engine.runtime.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A hash that stands for a random generator has to pass a generator's tests. */
@Tag("numeric")
class RandomMaskTest {
  private static final int PLACES = 2048;
  private static final int STEPS = 500;

  /** {@code [mask][step][place]} of a model with two masks, from the graph. */
  private static boolean[][][] masks(long seed, double rate, long from, int steps, int places) {
    boolean[][][] masks = new boolean[2][steps][places];
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TInt64> step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
      RandomMask random = new RandomMask(tf, seed, step);
      Operand<TFloat32> like = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(places)));
      List<Operand<TBool>> kept = new ArrayList<>();
      kept.add(random.keep(like, rate));
      kept.add(random.keep(like, rate));
      for (int i = 0; i < steps; i++) {
        try (TInt64 fed = TInt64.scalarOf(from + i);
            Result result =
                session.runner().feed(step, fed).fetch(kept.get(0)).fetch(kept.get(1)).run()) {
          for (int mask = 0; mask < 2; mask++) {
            ((TBool) result.get(mask)).copyTo(DataBuffers.of(masks[mask][i]));
          }
        }
      }
    }
    return masks;
  }

  /** What the graph should draw, written down again in plain Java. */
  private static int word(long seed, int number, long step, int place) {
    int low = (int) (seed & 0xffffffffL);
    int high = (int) (seed >> 32);
    int key = mixed(((int) step + low + number * -1640531527) * -1640531527, 0);
    int key2 = mixed(((int) step + high - number * -1640531527) * -1640531527, -1640531527);
    return mixed(place * -1640531527 + key, key2);
  }

  private static int mixed(int x, int key) {
    int y = x;
    y ^= y >>> 16;
    y *= 0x7feb352d;
    y += key;
    y ^= y >>> 15;
    y *= 0x846ca68b;
    y ^= y >>> 16;
    return y;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.5, 0",
    "1, 0.2, 1434",
    "-1, 0.1, 143499",
    "123456789012345, 0.9, 5",
    "-9223372036854775808, 0.001, 4294967297"
  })
  void drawsTheWordsOfTheHash(long seed, double rate, long from) {
    boolean[][][] masks = masks(seed, rate, from, 5, PLACES);
    double threshold = (double) (float) rate * (1 << 23);
    for (int mask = 0; mask < 2; mask++) {
      for (int step = 0; step < 5; step++) {
        for (int place = 0; place < PLACES; place++) {
          int drawn = word(seed, mask + 1, from + step, place) & 0x7fffff;
          if (masks[mask][step][place] != drawn >= threshold) {
            throw new AssertionError(
                "mask " + mask + ", step " + step + ", place " + place + " drew " + drawn);
          }
        }
      }
    }
  }

  @Test
  void everyByteOfTheWordsIsUniform() {
    for (int shift = 0; shift < 32; shift += 8) {
      long[] counts = new long[256];
      int draws = 0;
      for (int step = 0; step < 64; step++) {
        for (int place = 0; place < 4096; place++) {
          counts[(word(1, 1, step, place) >>> shift) & 255]++;
          draws++;
        }
      }
      double expected = draws / 256.0;
      double chiSquare = 0;
      for (long count : counts) {
        chiSquare += (count - expected) * (count - expected) / expected;
      }
      // 255 degrees of freedom: mean 255, deviation sqrt(510).
      assertThat(chiSquare).isCloseTo(255, Offset.offset(5 * Math.sqrt(510)));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.1, 0.2, 0.25, 0.5, 0.75, 0.9})
  void keepsTheRightShareOverManySteps(double rate) {
    boolean[][][] masks = masks(3, rate, 0, 100, PLACES);
    long kept = 0;
    for (boolean[] mask : masks[0]) {
      kept += count(mask);
    }
    double draws = 100.0 * PLACES;
    double deviation = Math.sqrt(draws * rate * (1 - rate));

    assertThat((double) kept).isCloseTo(draws * (1 - rate), Offset.offset(5 * deviation));
  }

  @Test
  void everyPlaceAndEveryStepKeepsItsShare() {
    boolean[][] mask = masks(4, 0.5, 0, STEPS, PLACES)[0];
    for (int place = 0; place < PLACES; place++) {
      int at = place;
      assertHalf(Arrays.stream(mask).filter(step -> step[at]).count(), STEPS);
    }
    for (boolean[] step : mask) {
      assertHalf(count(step), PLACES);
    }
  }

  private static void assertHalf(long count, int draws) {
    assertThat((double) count).isCloseTo(draws / 2.0, Offset.offset(5 * Math.sqrt(draws / 4.0)));
  }

  private static int count(boolean[] mask) {
    int count = 0;
    for (boolean kept : mask) {
      count += kept ? 1 : 0;
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5})
  void stepsPlacesAndMasksAreIndependent(double rate) {
    boolean[][][] masks = masks(5, rate, 0, STEPS, PLACES);
    for (int lag : new int[] {1, 2, 3, 8, 64}) {
      assertIndependent(rate, masks[0], masks[0], lag, 0);
    }
    for (int lag : new int[] {1, 2, 7, 28, 64, 784, 1024}) {
      assertIndependent(rate, masks[0], masks[0], 0, lag);
    }
    assertIndependent(rate, masks[0], masks[0], 1, 1);
    assertIndependent(rate, masks[0], masks[1], 0, 0);
    assertIndependent(rate, masks[0], masks[1], 1, 0);
    assertIndependent(rate, masks[1], masks[0], 0, 1);
  }

  @Test
  void seedsAreIndependent() {
    boolean[][] mask = masks(5, 0.5, 0, STEPS, PLACES)[0];
    for (long seed : new long[] {6, 4, -5, 5 + (1L << 32), 5 + 0x9E3779B9L}) {
      boolean[][][] others = masks(seed, 0.5, 0, STEPS, PLACES);
      for (boolean[][] other : others) {
        assertIndependent(0.5, mask, other, 0, 0);
        // Seed and step enter the key as a sum: one seed's step must not be the next one's.
        assertIndependent(0.5, mask, other, 1, 0);
        assertIndependent(0.5, other, mask, 1, 0);
      }
    }
  }

  /** The correlation of x with y, later by steps and further by places, is 0 within 5 sigma. */
  private static void assertIndependent(
      double rate, boolean[][] x, boolean[][] y, int steps, int places) {
    double sum = 0;
    int pairs = 0;
    for (int step = 0; step + steps < STEPS; step++) {
      for (int place = 0; place + places < PLACES; place++) {
        double a = x[step][place] ? rate : rate - 1;
        double b = y[step + steps][place + places] ? rate : rate - 1;
        sum += a * b;
        pairs++;
      }
    }
    double sigmas = sum / (rate * (1 - rate) * Math.sqrt(pairs));

    assertThat(sigmas).as("lag of %d steps, %d places", steps, places).isBetween(-5.0, 5.0);
  }

  @Test
  void noStepRepeatsAMaskOfAnotherStepOrSeed() {
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < 8; seed++) {
      for (boolean[][] mask : masks(seed, 0.5, 0, 50, 128)) {
        for (boolean[] step : mask) {
          assertThat(seen.add(Arrays.toString(step))).isTrue();
        }
      }
    }
  }
}
