package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Model;
import io.atelier.engine.metric.TopKAccuracy;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.training.EarlyStopping;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Monitor;
import io.atelier.engine.training.Trainer;
import io.atelier.engine.training.TrainingListener;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Early stopping of real programs: what they report, and the weights they end with. */
class StoppedProgramTest {
  private static final int EPOCHS = 6;
  private static final EarlyStopping BEST = new EarlyStopping(EPOCHS).restoringBest();

  private static Program program(Optional<Examples> validation) {
    Model model = Sets.mlp();
    Training training = Training.of(new Adam(0.05), 8);
    return Program.compile(
        model, training, Optional.of(Sets.images(83, 1)), validation, Execution.AUTO);
  }

  /** Too high a rate on few images: the validation loss is not best at the end. */
  private static Program program() {
    return program(Optional.of(Sets.images(40, 2)));
  }

  private static Map<String, FloatValues> weightsAfter(int epochs) {
    try (Program program = program()) {
      new Trainer(epochs, List.of()).fit(program);
      return program.weights();
    }
  }

  @Test
  void aProgramSaysWhatItWillReport() {
    try (Program validated = program();
        Program alone = program(Optional.empty())) {
      assertThat(validated.quantities())
          .containsExactly("loss", "accuracy", "val_loss", "val_accuracy");
      assertThat(alone.quantities()).containsExactly("loss", "accuracy");
      EpochResult result = validated.trainEpoch(0, progress -> Verdict.CONTINUE).orElseThrow();
      assertThat(result.quantities()).isEqualTo(validated.quantities());
    }
    Training none = new Training(new Adam(0.1), Sets.training().loss(), List.of(), 8, 0, true);
    try (Program program = Program.compile(Sets.mlp(), none)) {
      assertThat(program.quantities()).containsExactly("loss");
    }
    Training other =
        new Training(
            new Adam(0.1), Sets.training().loss(), List.of(new TopKAccuracy(2)), 8, 0, true);
    try (Program program = Program.compile(Sets.mlp(), other)) {
      assertThat(program.quantities()).containsExactly("loss", new TopKAccuracy(2).name());
    }
  }

  @Test
  void aQuantityThatIsNotReportedIsRefusedBeforeAWeightHasMoved() {
    try (Program program = program(Optional.empty())) {
      Map<String, FloatValues> before = program.weights();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Trainer(2, List.of(new EarlyStopping(1))).fit(program))
          .withMessage(
              "EarlyStopping needs a quantity that the training reports, one of [loss, accuracy],"
                  + " got val_loss; give the program validation examples, or monitor one of those");
      assertThat(program.weights()).isEqualTo(before);
    }
    try (Program program = program()) {
      Map<String, FloatValues> before = program.weights();
      TrainingListener misspelled =
          new EarlyStopping(Monitor.of("val_acc"), 1, 0, OptionalDouble.empty(), 0, false);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Trainer(2, List.of(misspelled)).fit(program))
          .withMessageContaining("got val_acc");
      assertThat(program.weights()).isEqualTo(before);
    }
  }

  @Test
  void endsWithTheBestEpochsWeightsHoweverItEndsAndGoesOnWithThem(@TempDir Path folder)
      throws IOException {
    History history;
    try (Program program = program()) {
      history = new Trainer(EPOCHS, List.of(BEST)).fit(program);
      int best = BEST.bestEpoch(history).orElseThrow();
      assertThat(history.ended()).isEqualTo(Trainer.ALL_EPOCHS);
      assertThat(best).isLessThan(EPOCHS - 1);
      assertThat(program.weights()).isEqualTo(weightsAfter(best + 1));
      assertThat(program.weights()).isNotEqualTo(weightsAfter(EPOCHS));
      assertThat(program.evaluate(Sets.images(40, 2)).loss())
          .isEqualTo(history.epochs().get(best).quantity("val_loss").orElseThrow());
    }
    int best = BEST.bestEpoch(history).orElseThrow();
    History before = new History(history.epochs().subList(0, best + 2), "");
    try (Program first = program();
        Program resumed = program()) {
      new Trainer(best + 1, List.of()).fit(first);
      first.save(folder.resolve("best"));
      new Trainer(best + 2, List.of())
          .fit(first, new History(before.epochs().subList(0, best + 1), ""));
      first.save(folder.resolve("last"));

      resumed.restore(folder.resolve("last"));
      assertThatIllegalStateException()
          .isThrownBy(() -> new Trainer(EPOCHS, List.of(BEST)).fit(resumed, before))
          .withMessageStartingWith(
              "EarlyStopping needs the weights of epoch %s, the best so far, to go on after epoch %s",
              best + 1, best + 2);

      resumed.restore(folder.resolve("best"));
      BEST.keepBest(resumed);
      resumed.restore(folder.resolve("last"));
      History whole = new Trainer(EPOCHS, List.of(BEST)).fit(resumed, before);

      assertThat(whole.epochs()).hasSize(EPOCHS);
      assertThat(whole.last().training()).isEqualTo(history.last().training());
      assertThat(resumed.weights()).isEqualTo(weightsAfter(best + 1));
    }
  }
}
