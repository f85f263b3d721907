package io.atelier.engine.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatmulRateTest {
  @Test
  void theProductsTakeMostOfTheTime() {
    long start = System.nanoTime();
    List<Double> rates = MatmulRate.measure(new Execution(Device.CPU, 0, Compilation.AUTO));
    double seconds = (System.nanoTime() - start) / 1e9;

    assertThat(rates).hasSize(5);
    double inProducts = rates.stream().mapToDouble(rate -> 2048.0 * 2048 * 2048 / rate).sum();
    assertThat(inProducts).isBetween(seconds / 10, seconds);
  }
}
