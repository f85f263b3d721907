package io.atelier.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerTest {
  /** Stops after the given epoch or chunk, and remembers what it was told of. */
  private static final class Recorder implements TrainingListener {
    private final List<String> told = new ArrayList<>();
    private final String name;
    private final String stopAt;

    Recorder(String name, String stopAt) {
      this.name = name;
      this.stopAt = stopAt;
    }

    private Verdict verdict(String event) {
      told.add(event);
      return event.equals(stopAt) ? new Verdict.Stop(name) : Verdict.CONTINUE;
    }

    @Override
    public Verdict progressed(Progress progress) {
      return verdict("chunk " + progress.epoch() + "." + progress.examples());
    }

    @Override
    public Verdict epochEnded(History history, Learner learner) {
      return verdict("epoch " + history.last().epoch());
    }
  }

  @Test
  void trainsTheGivenNumberOfEpochs() {
    History history = new Trainer(2, List.of()).fit(new FakeLearner(2.0, 1.0, 0.5));

    assertThat(history.epochs())
        .containsExactly(FakeLearner.result(0, 2.0), FakeLearner.result(1, 1.0));
    assertThat(history.ended()).isEqualTo("all epochs trained");
  }

  @Test
  void goesOnAfterTheEpochsOfAnotherTraining() {
    History before = History.EMPTY.with(FakeLearner.result(0, 9.0)).endedBy("interrupted");

    assertThat(new Trainer(2, List.of()).fit(new FakeLearner(2.0, 1.0), before))
        .isEqualTo(
            new History(
                List.of(FakeLearner.result(0, 9.0), FakeLearner.result(1, 1.0)),
                "all epochs trained"));
  }

  @Test
  void aFinishedTrainingIsNotTrainedAgain() {
    FakeLearner learner = new FakeLearner();
    History before = History.EMPTY.with(FakeLearner.result(0, 9.0));

    assertThat(new Trainer(1, List.of()).fit(learner, before).epochs()).hasSize(1);
    assertThat(learner.weights).isEqualTo(-1);
  }

  @Test
  void tellsEveryListenerOfEveryChunkAndEpoch() {
    Recorder first = new Recorder("first", "");
    Recorder second = new Recorder("second", "");
    FakeLearner learner = new FakeLearner(2.0, 1.0);
    learner.chunks = 2;
    new Trainer(2, List.of(first, second)).fit(learner);

    assertThat(first.told)
        .containsExactly("chunk 0.1", "chunk 0.2", "epoch 0", "chunk 1.1", "chunk 1.2", "epoch 1");
    assertThat(second.told).isEqualTo(first.told);
  }

  @Test
  void theFirstListenerToSayStopGivesTheReasonAndAllAreTold() {
    Recorder last = new Recorder("third", "epoch 0");
    History history =
        new Trainer(5, List.of(new Recorder("first", ""), new Recorder("second", "epoch 0"), last))
            .fit(new FakeLearner(2.0, 1.0));

    assertThat(history.ended()).isEqualTo("second");
    assertThat(history.epochs()).hasSize(1);
    assertThat(last.told).containsExactly("chunk 0.1", "epoch 0");
  }

  @Test
  void anEpochStoppedInsideIsNoPartOfTheHistory() {
    Recorder recorder = new Recorder("interrupted", "chunk 1.1");
    FakeLearner learner = new FakeLearner(2.0, 1.0);
    learner.chunks = 2;
    History history = new Trainer(5, List.of(recorder)).fit(learner);

    assertThat(history.epochs()).hasSize(1);
    assertThat(history.ended()).isEqualTo("interrupted");
    assertThat(recorder.told).endsWith("chunk 0.2", "epoch 0", "chunk 1.1");
  }

  @Test
  void anEpochStoppedByItsLastChunkCounts() {
    Recorder recorder = new Recorder("interrupted", "chunk 0.2");
    FakeLearner learner = new FakeLearner(2.0, 1.0);
    learner.chunks = 2;
    History history = new Trainer(5, List.of(recorder)).fit(learner);

    assertThat(history.epochs()).hasSize(1);
    assertThat(history.ended()).isEqualTo("interrupted");
  }

  @Test
  void rejectsNoEpochs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trainer(0, List.of()))
        .withMessage("Trainer needs at least 1 epoch, got 0; give a positive number");
  }
}
