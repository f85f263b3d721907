package io.atelier.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
  private static FakeLearner learner(int epochs, double rate) {
    Double[] losses = new Double[epochs];
    Arrays.fill(losses, 1.0);
    FakeLearner learner = new FakeLearner(losses);
    learner.rate = (float) rate;
    return learner;
  }

  private static List<Double> rates(History history) {
    return history.epochs().stream().map(EpochResult::learningRate).toList();
  }

  /** Keras 3, the example in {@code callbacks/learning_rate_scheduler.py}: 0.00607. */
  @Test
  void isAFunctionOfTheEpochAndTheRateSoFar() {
    LearningRateSchedule slower = (epoch, rate) -> epoch < 10 ? rate : rate * Math.exp(-0.1);
    FakeLearner learner = learner(15, 0.01);
    History history = new Trainer(15, List.of(slower)).fit(learner);

    assertThat(learner.rate).isCloseTo(0.00607, within(5e-6));
    assertThat(rates(history).subList(0, 10)).containsOnly((double) 0.01f);
  }

  @Test
  void isATableByEpochAlsoWhenATrainingGoesOn() {
    var table = new PiecewiseRates(List.of(1, 3), List.of(0.5, 0.25, 0.125));
    History before = new Trainer(2, List.of(table)).fit(learner(5, 9));
    History history = new Trainer(5, List.of(table)).fit(learner(5, 9), before);

    assertThat(rates(history)).containsExactly(0.5, 0.25, 0.25, 0.125, 0.125);
  }

  @Test
  void rejectsATableThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PiecewiseRates(List.of(1), List.of(0.5)))
        .withMessage(
            "PiecewiseRates needs one value more than boundaries, got 1 and 1; give the rate before the first boundary too");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PiecewiseRates(List.of(3, 3), List.of(0.5, 0.4, 0.3)))
        .withMessageContaining("boundaries that ascend from 1 or more, got [3, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PiecewiseRates(List.of(3), List.of(0.5, 0.0)))
        .withMessageContaining("positive values, got 0.0");
  }
}
