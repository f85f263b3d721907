package io.atelier.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MonitoredTest {
  private static TrainingListener watching(String quantity) {
    return new EarlyStopping(Monitor.of(quantity), 1, 0, OptionalDouble.empty(), 0, false);
  }

  /** A listener of a user's. */
  private record Mine(List<String> monitored) implements TrainingListener {}

  private static FakeLearner learner(String... quantities) {
    FakeLearner learner = new FakeLearner(3.0, 2.0, 1.0);
    learner.quantities = List.of(quantities);
    return learner;
  }

  private static void refused(TrainingListener listener, FakeLearner learner, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trainer(3, List.of(listener)).fit(learner))
        .withMessage(message);
  }

  @Test
  void refusesValidationQuantitiesWithoutValidationBeforeTheFirstEpoch() {
    FakeLearner learner = learner("loss", "accuracy");

    refused(
        new EarlyStopping(2),
        learner,
        "EarlyStopping needs a quantity that the training reports, one of [loss, accuracy], got"
            + " val_loss; give the program validation examples, or monitor one of those");
    assertThat(learner.weights).isEqualTo(-1);
  }

  @Test
  void refusesAMisspelledQuantityBeforeTheFirstEpoch() {
    FakeLearner learner = learner("loss", "accuracy", "val_loss", "val_accuracy");
    String there = "one of [loss, accuracy, val_loss, val_accuracy], got ";
    String cure = "; monitor one of those, or add it to the training's metrics";

    for (String wrong : List.of("val_acc", "acc", "Loss", "val_", "val_val_loss")) {
      refused(
          watching(wrong),
          learner,
          "EarlyStopping needs a quantity that the training reports, " + there + wrong + cure);
    }
    refused(
        new Mine(List.of("loss", "auc")),
        learner,
        "Mine needs a quantity that the training reports, " + there + "auc" + cure);
    assertThat(learner.weights).isEqualTo(-1);
  }

  @Test
  void refusesItAlsoWhereATrainingGoesOn() {
    History before = History.EMPTY.with(FakeLearner.result(0, 1.0));
    FakeLearner learner = learner("loss");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trainer(3, List.of(new EarlyStopping(2))).fit(learner, before))
        .withMessageContaining("one of [loss], got val_loss");
    assertThat(learner.weights).isEqualTo(-1);
  }

  @Test
  void ofALearnerThatDoesNotKnowItIsRefusedAfterTheFirstEpoch() {
    FakeLearner learner = learner();

    refused(
        watching("val_acc"),
        learner,
        "EarlyStopping needs a quantity that the training reports, one of [loss, accuracy,"
            + " val_loss, val_accuracy], got val_acc; monitor one of those, or add it to the"
            + " training's metrics");
    assertThat(learner.weights).isZero();
  }

  @Test
  void takesEveryQuantityThatIsReported() {
    for (String quantity : List.of("loss", "accuracy", "val_loss", "val_accuracy")) {
      FakeLearner learner = learner("loss", "accuracy", "val_loss", "val_accuracy");

      assertThat(new Trainer(1, List.of(watching(quantity))).fit(learner).epochs()).hasSize(1);
    }
  }

  @Test
  void refusesAMonitorOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Monitor.of(" "))
        .withMessage(
            "Monitor needs the name of a quantity, got an empty one; give one such as val_loss");
  }
}
