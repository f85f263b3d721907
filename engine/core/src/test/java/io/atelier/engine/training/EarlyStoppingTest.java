package io.atelier.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Keras 2.12's rules, {@code callbacks.py:2008-2121}, and Keras 3's for the final weights. */
class EarlyStoppingTest {
  private static EarlyStopping rule(int patience, double minDelta) {
    return new EarlyStopping(
        Monitor.VALIDATION_LOSS, patience, minDelta, OptionalDouble.empty(), 0, false);
  }

  private static int epochs(EarlyStopping rule, Double... losses) {
    return new Trainer(losses.length, List.of(rule)).fit(new FakeLearner(losses)).epochs().size();
  }

  @Test
  void stopsPatienceEpochsAfterTheBest() {
    assertThat(epochs(new EarlyStopping(2), 3.0, 1.0, 2.0, 2.0, 2.0)).isEqualTo(4);
  }

  @Test
  void goesOnWhileEveryEpochIsBetter() {
    assertThat(epochs(new EarlyStopping(1), 3.0, 2.0, 1.0)).isEqualTo(3);
  }

  @Test
  void anEqualEpochIsNotBetter() {
    assertThat(epochs(new EarlyStopping(1), 1.0, 1.0, 0.5)).isEqualTo(2);
  }

  @Test
  void comparesWithTheBestEpochNotThePreviousOne() {
    assertThat(epochs(new EarlyStopping(2), 1.0, 5.0, 4.0, 3.0, 2.0)).isEqualTo(3);
  }

  @Test
  void patienceZeroBehavesLikeOne() {
    assertThat(epochs(rule(0, 0), 10.0, 9.0, 8.0, 9.0, 8.9)).isEqualTo(4);
    assertThat(epochs(rule(1, 0), 10.0, 9.0, 8.0, 9.0, 8.9)).isEqualTo(4);
  }

  @Test
  void neverStopsAfterTheFirstEpochEvenIfItIsNotANumber() {
    assertThat(epochs(rule(0, 0), Double.NaN, 1.0, 2.0, 0.5)).isEqualTo(3);
  }

  @Test
  void notANumberIsNeverBetter() {
    assertThat(epochs(new EarlyStopping(2), 1.0, Double.NaN, Double.NaN, 0.5)).isEqualTo(3);
    assertThat(epochs(new EarlyStopping(2), Double.NaN, Double.NaN, 0.5)).isEqualTo(2);
  }

  @Test
  void anImprovementByExactlyTheMinimumIsNone() {
    assertThat(epochs(rule(1, 0.5), 2.0, 1.5, 0.5)).isEqualTo(2);
    assertThat(epochs(rule(1, 0.5), 2.0, 1.25, 0.5)).isEqualTo(3);
  }

  @Test
  void smallImprovementsAddUpAgainstTheBest() {
    assertThat(epochs(rule(2, 0.5), 2.0, 1.75, 1.25, 1.0, 0.9, 0.1)).isEqualTo(5);
  }

  @Test
  void aLargerAccuracyIsBetter() {
    EarlyStopping onAccuracy =
        new EarlyStopping(Monitor.of("val_accuracy"), 1, 0, OptionalDouble.empty(), 0, false);

    assertThat(epochs(onAccuracy, 0.5, 0.4, 0.6, 0.3)).isEqualTo(3);
  }

  @Test
  void waitsOnUntilTheBaselineIsBeaten() {
    EarlyStopping above =
        new EarlyStopping(Monitor.VALIDATION_LOSS, 2, 0, OptionalDouble.of(0.5), 0, false);

    assertThat(epochs(above, 0.9, 0.9, 0.9)).isEqualTo(2);
    assertThat(epochs(above, 0.9, 0.8, 0.7, 0.7, 0.6)).isEqualTo(4);
    assertThat(epochs(above, 0.9, 0.4, 0.45, 0.44, 0.3)).isEqualTo(4);
  }

  @Test
  void epochsBeforeTheStartDoNotCount() {
    EarlyStopping late =
        new EarlyStopping(Monitor.VALIDATION_LOSS, 1, 0, OptionalDouble.empty(), 3, false);

    assertThat(epochs(late, 0.1, 0.2, 0.3, 0.9, 0.95, 0.1)).isEqualTo(5);
    assertThat(epochs(late, 0.1, 0.2, 0.3, 0.9, 0.8, 0.7)).isEqualTo(6);
  }

  @Test
  void keepsTheLastWeightsUnlessToldToRestore() {
    FakeLearner learner = new FakeLearner(3.0, 1.0, 2.0, 2.0);
    new Trainer(9, List.of(new EarlyStopping(2))).fit(learner);

    assertThat(learner.weights).isEqualTo(3);
  }

  @Test
  void restoresTheBestEpochsWeightsWhenItStops() {
    FakeLearner learner = new FakeLearner(0.2, 0.15, 0.1, 0.11, 0.12);
    new Trainer(9, List.of(new EarlyStopping(2).restoringBest())).fit(learner);

    assertThat(learner.weights).isEqualTo(2);
  }

  @Test
  void restoresTheFirstEpochsWeightsIfNoneWasEverANumber() {
    FakeLearner learner = new FakeLearner(Double.NaN, Double.NaN, Double.NaN);
    new Trainer(9, List.of(new EarlyStopping(2).restoringBest())).fit(learner);

    assertThat(learner.weights).isZero();
  }

  @Test
  void restoresTheBestEpochsWeightsAlsoWhenTheEpochsRunOutAsKeras3() {
    FakeLearner learner = new FakeLearner(0.2, 0.1, 0.3);
    History history = new Trainer(3, List.of(new EarlyStopping(5).restoringBest())).fit(learner);

    assertThat(learner.weights).isEqualTo(1);
    assertThat(new EarlyStopping(5).restoringBest().restoredEpoch(history)).contains(1);
    assertThat(history.ended()).isEqualTo(Trainer.ALL_EPOCHS);
  }

  @Test
  void doesNotRestoreWhenTheEpochsRunOutUnderTheRuleOfKeras2() {
    EarlyStopping rule = new EarlyStopping(2).endingWith(FinalWeights.BEST_IF_STOPPED);
    FakeLearner learner = new FakeLearner(0.1, 0.2, 0.3, 0.4);
    History history = new Trainer(2, List.of(rule)).fit(learner);

    assertThat(learner.weights).isEqualTo(1);
    assertThat(rule.restoredEpoch(history)).isEmpty();

    History stopped = new Trainer(4, List.of(rule)).fit(new FakeLearner(0.1, 0.2, 0.3, 0.4));
    assertThat(stopped.epochs()).hasSize(3);
    assertThat(rule.restoredEpoch(stopped)).contains(0);
  }

  /** Keras 3.15, {@code early_stopping_test.py}, another callback stops in epoch 3. */
  @Test
  void restoresTheBestEpochsWeightsWhenAnotherListenerStopsAsKeras3() {
    TrainingListener other =
        new TrainingListener() {
          @Override
          public Verdict epochEnded(History history, Learner learner) {
            return history.last().epoch() == 3 ? new Verdict.Stop("other") : Verdict.CONTINUE;
          }
        };
    EarlyStopping stopping =
        new EarlyStopping(Monitor.VALIDATION_LOSS, 5, 0, OptionalDouble.of(0.5), 0, true);
    FakeLearner learner = new FakeLearner(0.9, 0.8, 0.7, 0.71, 0.72, 0.73);
    History history = new Trainer(6, List.of(stopping, other)).fit(learner);

    assertThat(history.epochs()).hasSize(4);
    assertThat(history.ended()).isEqualTo("other");
    assertThat(learner.weights).isEqualTo(2);
  }

  @Test
  void twoRulesKeepTheBestEpochOfEachAndTheLaterOneSetsItsWeights() {
    EarlyStopping onLoss = new EarlyStopping(9).restoringBest();
    EarlyStopping onWorst =
        new EarlyStopping(new Monitor("val_loss", true), 9, 0, OptionalDouble.empty(), 0, true);
    FakeLearner learner = new FakeLearner(0.2, 0.9, 0.1, 0.3);
    new Trainer(4, List.of(onLoss, onWorst)).fit(learner);
    assertThat(learner.weights).isEqualTo(1);
    new Trainer(4, List.of(onWorst, onLoss)).fit(learner);
    assertThat(learner.weights).isEqualTo(2);
  }

  @Test
  void keepsTheLastWeightsIfNoEpochCounted() {
    EarlyStopping late =
        new EarlyStopping(Monitor.VALIDATION_LOSS, 1, 0, OptionalDouble.empty(), 9, true);
    FakeLearner learner = new FakeLearner(0.1, 0.2);
    new Trainer(2, List.of(late)).fit(learner);

    assertThat(learner.weights).isEqualTo(1);
  }

  @Test
  void endsATrainingThatWasEndedInItsFirstEpoch() {
    TrainingListener at =
        new TrainingListener() {
          @Override
          public Verdict progressed(Progress progress) {
            return new Verdict.Stop("at once");
          }
        };
    FakeLearner learner = new FakeLearner(0.1);
    learner.chunks = 2;

    assertThat(new Trainer(1, List.of(new EarlyStopping(1).restoringBest(), at)).fit(learner))
        .isEqualTo(new History(List.of(), "at once"));
  }

  @Test
  void refusesToGoOnWithoutTheWeightsOfTheBestEpochBeforeAnythingIsTrained() {
    Double[] losses = {3.0, 1.0, 2.0, 2.0, 2.0};
    for (FinalWeights weights : List.of(FinalWeights.BEST, FinalWeights.BEST_IF_STOPPED)) {
      EarlyStopping stopping = new EarlyStopping(3).endingWith(weights);
      History before = new Trainer(3, List.of(stopping)).fit(new FakeLearner(losses));
      FakeLearner learner = new FakeLearner(losses);

      assertThatIllegalStateException()
          .isThrownBy(() -> new Trainer(9, List.of(stopping)).fit(learner, before))
          .withMessage(
              "EarlyStopping needs the weights of epoch 2, the best so far, to go on after epoch"
                  + " 3, got only the last; set the learner to them and call keepBest(learner)"
                  + " first, or begin anew");
      assertThat(learner.weights).isEqualTo(-1);
    }
  }

  @Test
  void goesOnWithoutKeptWeightsWhereTheLastEpochWasTheBest() {
    EarlyStopping stopping = new EarlyStopping(3).restoringBest();
    Double[] losses = {3.0, 1.0, 2.0, 2.5};
    History before = new Trainer(2, List.of(stopping)).fit(new FakeLearner(losses));
    FakeLearner learner = new FakeLearner(losses);
    learner.weights = 1;
    new Trainer(4, List.of(stopping)).fit(learner, before);

    assertThat(learner.weights).isEqualTo(1);
  }

  @Test
  void aContinuedTrainingDecidesAsAnUninterruptedOne() {
    Double[] losses = {3.0, 1.0, 2.0, 2.0, 2.0, 2.0};
    List<TrainingListener> listeners = List.of(new EarlyStopping(3));
    History whole = new Trainer(6, listeners).fit(new FakeLearner(losses));
    History part = new Trainer(3, listeners).fit(new FakeLearner(losses));

    assertThat(part.epochs()).hasSize(3);
    assertThat(new Trainer(6, listeners).fit(new FakeLearner(losses), part)).isEqualTo(whole);
    assertThat(whole.epochs()).hasSize(5);
  }

  @Test
  void aTrainingThatHadStoppedIsNotContinued() {
    Double[] losses = {3.0, 1.0, 2.0, 2.0, 0.5};
    List<TrainingListener> listeners = List.of(new EarlyStopping(2));
    History stopped = new Trainer(5, listeners).fit(new FakeLearner(losses));
    History begun = new History(stopped.epochs(), "");

    assertThat(stopped.epochs()).hasSize(4);
    assertThat(new Trainer(5, listeners).fit(new FakeLearner(losses), begun)).isEqualTo(stopped);
  }

  @Test
  void aTrainingContinuedAfterItsBestEpochGoesBackToTheWeightsItIsGiven() {
    Double[] losses = {3.0, 1.0, 2.0, 2.0, 2.0};
    EarlyStopping stopping = new EarlyStopping(3).restoringBest();
    History before = new Trainer(3, List.of(stopping)).fit(new FakeLearner(losses));
    FakeLearner learner = new FakeLearner(losses);
    learner.weights = 1;
    stopping.keepBest(learner);
    learner.weights = 2;
    new Trainer(9, List.of(stopping)).fit(learner, before);

    assertThat(learner.weights).isEqualTo(1);
  }

  @Test
  void saysWhyItStopped() {
    History history =
        new Trainer(9, List.of(new EarlyStopping(2))).fit(new FakeLearner(3.0, 1.0, 2.0, 2.0));

    assertThat(history.ended())
        .isEqualTo("early stopping after epoch 4: val_loss was best in epoch 2");
  }

  @Test
  void namesTheBestEpoch() {
    History history = new Trainer(3, List.of()).fit(new FakeLearner(3.0, 1.0, 2.0));

    assertThat(new EarlyStopping(2).bestEpoch(history)).contains(1);
    assertThat(new EarlyStopping(2).bestEpoch(History.EMPTY)).isEmpty();
  }

  @Test
  void rejectsANegativePatience() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EarlyStopping(-1))
        .withMessage(
            "EarlyStopping needs patience, minDelta and startFromEpoch of at least 0, got -1, 0.0"
                + " and 0; give the number of epochs to wait");
  }

  @Test
  void rejectsAMinimumThatIsNotANumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule(1, Double.NaN))
        .withMessage(
            "EarlyStopping needs patience, minDelta and startFromEpoch of at least 0, got 1, NaN"
                + " and 0; give the number of epochs to wait");
  }
}
