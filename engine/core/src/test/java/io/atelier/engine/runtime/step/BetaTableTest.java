package io.atelier.engine.runtime.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetaTableTest {
  @Test
  void oneIsTheUniformDistribution() {
    float[] values = BetaTable.of(1);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isCloseTo((i + 0.5f) / values.length, within(1e-6f));
    }
  }

  /** The variance of Beta(a, a) is 1 / (4 (2a + 1)); a table's parts are off by their width. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.2, 0.5, 1, 2, 10})
  void varianceIsThatOfTheDistribution(double alpha) {
    float[] values = BetaTable.of(alpha);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isBetween(0f, 1f);
      assertThat(i == 0 || values[i] >= values[i - 1]).isTrue();
      sum += (values[i] - 0.5) * (values[i] - 0.5);
    }
    assertThat(sum / values.length).isCloseTo(1 / (4 * (2 * alpha + 1)), within(2e-4));
  }

  /** Beta(2, 2) has the distribution function 3x^2 - 2x^3. */
  @Test
  void quantilesOfTwoAreThoseOfItsCubic() {
    float[] values = BetaTable.of(2);
    double x = values[100];
    assertThat(3 * x * x - 2 * x * x * x).isCloseTo(100.5 / 1024, within(1e-6));
  }
}
