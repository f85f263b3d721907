package io.atelier.lab.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopwatchTest {
  /** Somebody has set the clock since it began. */
  @ParameterizedTest
  @ValueSource(longs = {-86_400, 0, 86_400})
  void measuresWithoutTheClock(long shift) {
    long nanos = System.nanoTime() - Duration.ofSeconds(5).toNanos();
    Stopwatch watch = new Stopwatch(Instant.now().plusSeconds(shift), nanos);
    assertThat(watch.seconds()).isBetween(5.0, 65.0);
  }
}
