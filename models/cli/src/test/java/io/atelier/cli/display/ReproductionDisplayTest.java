package io.atelier.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReproductionDisplayTest {
  @Test
  void timeIsLeftInWholeMinutes() {
    assertThat(ReproductionDisplay.left(Duration.ZERO)).isEmpty();
    assertThat(ReproductionDisplay.left(Duration.ofSeconds(29)))
        .isEqualTo(", less than a minute left");
    assertThat(ReproductionDisplay.left(Duration.ofSeconds(95))).isEqualTo(", about 2 min left");
    assertThat(ReproductionDisplay.left(Duration.ofMinutes(7 * 60 + 5)))
        .isEqualTo(", about 7 h 05 min left");
  }
}
