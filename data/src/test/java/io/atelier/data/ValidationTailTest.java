package io.atelier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTailTest {

  /** Expected: Python's {@code math.floor(n * (1.0 - fraction))}; 1.0 - 0.9 is a little short. */
  @ParameterizedTest
  @CsvSource({
    "51000, 0.1, 45900",
    "60000, 0.1, 54000",
    "7, 0.1, 6",
    "11, 0.1, 9",
    "20, 0.9, 1",
    "100, 0.9, 9"
  })
  void cutsWhereKerasCuts(int size, double fraction, int train) {
    Split split = ValidationTail.of(numbered(size), fraction);
    assertThat(split.train()).isEqualTo(numbered(size).slice(0, train));
    assertThat(split.heldOut()).isEqualTo(numbered(size).slice(train, size));
  }

  @ParameterizedTest
  @CsvSource({"10, 0", "10, 1", "10, -0.1", "10, NaN", "10, 0.9", "1, 0.5", "0, 0.5"})
  void rejectsAFractionThatLeavesAPartEmpty(int size, double fraction) {
    assertThatThrownBy(() -> ValidationTail.of(numbered(size), fraction))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "ValidationTail needs a fraction in (0, 1) that leaves both parts an example, got "
                + fraction
                + " of "
                + size
                + "; choose another fraction");
  }

  private static Examples numbered(int size) {
    var numbers = IntValues.of(IntStream.range(0, size).toArray(), size);
    return new Examples(numbers, numbers);
  }
}
