package io.atelier.lab.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.lab.timing.Timings.Phase;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** On a clock set by hand. */
class TimingsTest {
  private long seconds = 100;
  private final Timings timings = new Timings(() -> seconds * 1_000_000_000, 2_000_000_000);

  @Test
  void aPhaseInsideAnotherIsTakenOutOfIt() {
    String answer =
        timings.phase(
            Phase.TEST,
            () -> {
              seconds += 3;
              timings.phase(Phase.EXPORT, () -> seconds += 5);
              seconds += 7;
              return "answer";
            });
    assertThat(answer).isEqualTo("answer");
    assertThat(timings.seconds())
        .containsEntry("test", 10.0)
        .containsEntry("export", 5.0)
        .containsEntry("start", 2.0)
        .containsEntry("total", 17.0);
  }

  @Test
  void aPhaseThatFailsIsTimedAndOver() {
    assertThatThrownBy(
            () ->
                timings.phase(
                    Phase.DATA,
                    () -> {
                      seconds += 4;
                      throw new IOException("no data");
                    }))
        .isExactlyInstanceOf(IOException.class);
    seconds += 1;
    assertThat(timings.seconds()).containsEntry("data", 4.0).containsEntry("start", 3.0);
  }

  @Test
  void everyMomentBelongsToAPhase() {
    seconds += 1;
    timings.enter(Phase.OTHER);
    seconds += 4;
    Map<String, Double> spent = timings.seconds();
    assertThat(spent).hasSize(Phase.values().length + 1).containsEntry("other", 4.0);
    double total = spent.remove("total");
    assertThat(spent.values().stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(total);
  }

  @Test
  void theSharesSumTo100Percent() {
    List<Phase> phases = List.of(Phase.values());
    for (int i = 0; i < phases.size(); i++) {
      int taken = i;
      timings.phase(phases.get(i), () -> seconds += taken);
    }
    List<String> rows = timings.table().lines().toList();
    double sum = 0;
    for (int i = 0; i < phases.size(); i++) {
      assertThat(rows.get(i)).startsWith(phases.get(i).label()).endsWith(" %");
      sum += share(rows.get(i));
    }
    assertThat(sum).isCloseTo(100, within(0.6));
    assertThat(rows.get(phases.size())).startsWith("all ").endsWith(" 68.000 s  100.0 %");
  }

  private static double share(String row) {
    var number = Pattern.compile("([0-9.]+) %$").matcher(row);
    assertThat(number.find()).isTrue();
    return Double.parseDouble(number.group(1));
  }
}
