package io.atelier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochOrderTest {

  @Property
  void isAPermutation(
      @ForAll long seed,
      @ForAll @IntRange(min = 0) int epoch,
      @ForAll @IntRange(min = 0, max = 500) int n) {
    assertThat(IntStream.of(EpochOrder.of(seed, epoch, n)).sorted().toArray())
        .isEqualTo(IntStream.range(0, n).toArray());
  }

  @Property(tries = 100)
  void dependsOnSeedAndEpochAlone(@ForAll long seed, @ForAll @IntRange(min = 0) int epoch) {
    assertThat(EpochOrder.of(seed, epoch, 100)).isEqualTo(EpochOrder.of(seed, epoch, 100));
  }

  /** Unrelated permutations agree at one place on average, and their ranks do not correlate. */
  @ParameterizedTest
  @CsvSource({"1, 0, 1, 1", "1, 0, 2, 0", "1, 1, 2, 0", "0, 1, 1, 0", "-1, 0, 0, 0", "5, 9, 9, 5"})
  void isUnrelatedToItsNeighbours(long seed, int epoch, long otherSeed, int otherEpoch) {
    int n = 20_000;
    int[] one = EpochOrder.of(seed, epoch, n);
    int[] other = EpochOrder.of(otherSeed, otherEpoch, n);
    double mean = (n - 1) / 2.0;
    double covariance = 0;
    int agreements = 0;
    for (int i = 0; i < n; i++) {
      covariance += (one[i] - mean) * (other[i] - mean);
      agreements += one[i] == other[i] ? 1 : 0;
    }
    double variance = n * ((double) n * n - 1) / 12;
    // Correlation has standard deviation 1/sqrt(n), 0.007; agreements are Poisson with mean 1.
    assertThat(covariance / variance).isCloseTo(0, within(0.03));
    assertThat(agreements).isLessThan(8);
  }

  @Test
  void isUniform() {
    int n = 50;
    int orders = 4_000;
    double[] positionSums = new double[n];
    int fixedPoints = 0;
    int[][] seen = new int[n][n];
    for (int epoch = 0; epoch < orders; epoch++) {
      int[] order = EpochOrder.of(42, epoch, n);
      for (int i = 0; i < n; i++) {
        positionSums[i] += order[i];
        seen[i][order[i]]++;
        fixedPoints += order[i] == i ? 1 : 0;
      }
    }
    // A mean over 4,000 uniform positions of 0..49 has standard deviation 14.43/sqrt(4000), 0.23.
    for (double sum : positionSums) {
      assertThat(sum / orders).isCloseTo(24.5, within(1.1));
    }
    // Fixed points have mean 1 and variance 1 a permutation: 4,000 +- 63.
    assertThat((double) fixedPoints).isCloseTo(orders, within(320.0));
    double chiSquared = 0;
    for (int[] row : seen) {
      for (int count : row) {
        chiSquared += Math.pow(count - 80.0, 2) / 80;
      }
    }
    // 49 * 49 = 2,401 degrees of freedom, standard deviation 69.
    assertThat(chiSquared).isCloseTo(2_401, within(350.0));
  }

  @Test
  void rejectsANegativeEpochOrSize() {
    assertThatThrownBy(() -> EpochOrder.of(1, -1, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "EpochOrder needs an epoch and a size from 0 up, got epoch -1 of 5 examples;"
                + " count epochs from 0");
    assertThatThrownBy(() -> EpochOrder.of(1, 0, -5)).hasMessageContaining("of -5 examples");
  }
}
