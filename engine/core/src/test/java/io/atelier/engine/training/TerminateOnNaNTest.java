package io.atelier.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TerminateOnNaNTest {
  private static final List<TrainingListener> LISTENERS = List.of(new TerminateOnNaN());

  @Test
  void stopsAfterAnEpochWhoseLossIsNoNumber() {
    History history =
        new Trainer(5, LISTENERS).fit(new FakeLearner(1.0, Double.NaN, 1.0, 1.0, 1.0));

    assertThat(history.epochs()).hasSize(2);
    assertThat(history.ended()).isEqualTo("diverged: the loss was NaN in epoch 2");
    assertThat(TerminateOnNaN.diverged(history)).isTrue();
  }

  @Test
  void stopsAfterAnEpochOfInfiniteLoss() {
    History history = new Trainer(5, LISTENERS).fit(new FakeLearner(Double.POSITIVE_INFINITY, 1.0));

    assertThat(history.ended()).isEqualTo("diverged: the loss was Infinity in epoch 1");
  }

  @Test
  void stopsAfterAnEpochOfWhichOnlyTheValidationLossIsNoNumber() {
    EpochResult good = FakeLearner.result(0, 1.0);
    EpochResult bad =
        new EpochResult(
            1,
            good.training(),
            FakeLearner.result(1, Double.NaN).validation(),
            0.1,
            java.time.Duration.ZERO);
    History history = History.EMPTY.with(good).with(bad);

    assertThat(new TerminateOnNaN().epochEnded(history, new FakeLearner()))
        .isEqualTo(new Verdict.Stop("diverged: the val_loss was NaN in epoch 2"));
    assertThat(TerminateOnNaN.reason(history)).contains("the val_loss was NaN in epoch 2");
    assertThat(TerminateOnNaN.reason(History.EMPTY.with(good))).isEmpty();
  }

  @Test
  void aTrainingThatHadDivergedIsNotContinued() {
    FakeLearner learner = new FakeLearner(Double.NaN, 1.0, 1.0);
    History diverged = new Trainer(3, LISTENERS).fit(learner);

    assertThat(new Trainer(3, LISTENERS).fit(learner, diverged)).isEqualTo(diverged);
  }

  @Test
  void letsOthersGoOn() {
    History history = new Trainer(2, LISTENERS).fit(new FakeLearner(1e30, 1.0));

    assertThat(history.ended()).isEqualTo(Trainer.ALL_EPOCHS);
    assertThat(TerminateOnNaN.diverged(history)).isFalse();
    assertThat(TerminateOnNaN.diverged(History.EMPTY)).isFalse();
  }
}
