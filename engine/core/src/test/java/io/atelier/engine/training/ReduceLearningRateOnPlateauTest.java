package io.atelier.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReduceLearningRateOnPlateauTest {
  private static final double NEVER_BETTER = 100;

  private static ReduceLearningRateOnPlateau rule(
      int patience, double minDelta, int cooldown, double minRate) {
    return new ReduceLearningRateOnPlateau(
        "val_loss", 0.1, patience, Mode.AUTO, minDelta, cooldown, minRate);
  }

  private static FakeLearner fitted(ReduceLearningRateOnPlateau rule, Double... losses) {
    FakeLearner learner = new FakeLearner(losses);
    learner.rate = 0.1f;
    var unused = new Trainer(losses.length, List.of(rule)).fit(learner);
    return learner;
  }

  /** Keras 3, {@code callbacks/reduce_lr_on_plateau_test.py}, test_reduces_lr_with_model_fit. */
  @Test
  void reducesAsKerasDoes() {
    assertThat(fitted(rule(1, NEVER_BETTER, 0, 0), 1.0, 0.5).rate).isEqualTo((float) 0.01);
  }

  /** Keras 3, test_honors_min_lr. */
  @Test
  void doesNotGoBelowTheLeastRate() {
    assertThat(fitted(rule(1, 10, 0, 0.005), 1.0, 0.9, 0.8, 0.7).rate).isEqualTo((float) 0.005);
  }

  /** Keras 3, test_cooldown: two reductions in four epochs. */
  @Test
  void waitsAfterAReduction() {
    FakeLearner learner = fitted(rule(1, NEVER_BETTER, 2, 0), 1.0, 0.9, 0.8, 0.7);
    assertThat(learner.rate).isEqualTo((float) (0.1 * (float) (0.1f * 0.1)));
    assertThat(fitted(rule(1, NEVER_BETTER, 2, 0), 1.0, 0.9, 0.8).rate).isEqualTo((float) 0.01);
  }

  /**
   * Keras 2.12, {@code callbacks_test.py}, test_ReduceLROnPlateau_patience and _backwards: the
   * third epoch is no better, but by less than min_delta, and the wait starts anew.
   */
  @Test
  void countsTheEpochsThatAreNotBetter() {
    assertThat(fitted(rule(3, 0, 0, 0), 1.0, 1.2, 1.1, 1.0).rate).isEqualTo((float) 0.01);
    assertThat(fitted(rule(3, 0, 0, 0), 1.0, 1.2, 0.9, 1.0).rate).isEqualTo(0.1f);
    assertThat(fitted(rule(2, 0, 0, 0), 1.0, Double.NaN, Double.NaN).rate).isEqualTo((float) 0.01);
    assertThat(fitted(rule(0, 0, 0, 0), 1.0, 1.0).rate).isEqualTo((float) 0.01);
  }

  @Test
  void followsAQuantityThatIsToGrow() {
    var accuracy = new ReduceLearningRateOnPlateau("val_accuracy", 0.5, 1, Mode.AUTO, 0, 0, 0);
    assertThat(fitted(accuracy, 0.5, 0.4, 0.3).rate).isEqualTo(0.1f);
    var falling = new ReduceLearningRateOnPlateau("val_accuracy", 0.5, 1, Mode.MIN, 0, 0, 0);
    assertThat(fitted(falling, 0.5, 0.4, 0.3).rate).isEqualTo(0.1f / 4);
  }

  /** It keeps nothing: the history that goes on decides. */
  @Test
  void aTrainingThatIsContinuedDecidesAsOne() {
    Double[] losses = {1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6};
    var rule = rule(2, 0, 1, 0);
    FakeLearner whole = fitted(rule, losses);
    for (int part = 1; part < losses.length; part++) {
      FakeLearner learner = new FakeLearner(losses);
      learner.rate = 0.1f;
      History before = new Trainer(part, List.of(rule)).fit(learner);
      History history = new Trainer(losses.length, List.of(rule)).fit(learner, before);
      assertThat(learner.rate).isEqualTo(whole.rate);
      assertThat(history.epochs()).hasSize(losses.length);
    }
    assertThat(whole.rate).isEqualTo((float) (0.1 * (float) (0.1 * (float) (0.1f * 0.1))));
  }

  @Test
  void theHistoryHasTheRateOfEachEpoch() {
    FakeLearner learner = new FakeLearner(1.0, 1.0, 1.0);
    learner.rate = 0.1f;
    History history = new Trainer(3, List.of(rule(1, 0, 0, 0))).fit(learner);
    assertThat(history.epochs())
        .extracting(epoch -> epoch.quantity("learning_rate").orElseThrow())
        .containsExactly((double) 0.1f, (double) 0.1f, (double) (float) 0.01);
  }

  @Test
  void rejectsWhatReducesNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReduceLearningRateOnPlateau("val_loss", 1, 1, Mode.AUTO, 0, 0, 0))
        .withMessage(
            "ReduceLearningRateOnPlateau needs a factor in (0, 1), got 1.0; give one such as 0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReduceLearningRateOnPlateau(-1))
        .withMessageStartingWith(
            "ReduceLearningRateOnPlateau needs patience, minDelta, cooldown and minRate of at least 0, got -1, ");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Trainer(1, List.of(new ReduceLearningRateOnPlateau(1))).fit(onlyTrained()))
        .withMessageContaining("ReduceLearningRateOnPlateau needs a quantity that the training");
  }

  private static FakeLearner onlyTrained() {
    FakeLearner learner = new FakeLearner(1.0);
    learner.quantities = List.of("loss");
    return learner;
  }
}
