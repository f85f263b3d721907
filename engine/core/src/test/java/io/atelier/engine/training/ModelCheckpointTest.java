package io.atelier.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCheckpointTest {
  @TempDir Path folder;

  private Path kept() {
    return folder.resolve("kept");
  }

  private History fit(ModelCheckpoint checkpoint, Double... losses) {
    return new Trainer(losses.length, List.of(checkpoint)).fit(new FakeLearner(losses));
  }

  @Test
  void keepsEveryEpochOrEveryNth() {
    fit(new ModelCheckpoint(kept()), 3.0, 2.0);
    assertThat(kept().toFile().list()).containsExactlyInAnyOrder("epoch-000001", "epoch-000002");
    Path other = folder.resolve("other");
    fit(new ModelCheckpoint(other).each(2), 3.0, 2.0, 1.0, 2.0, 1.0);
    assertThat(other.toFile().list()).containsExactlyInAnyOrder("epoch-000002", "epoch-000004");
    assertThat(other.resolve("epoch-000004/weights")).hasContent("3");
  }

  @Test
  void keepsTheBestAloneAndNothingOfOthersIsDeleted() throws IOException {
    Files.createDirectories(kept().resolve("notes"));
    fit(new ModelCheckpoint(kept()).keepingBest(), 3.0, 1.0, 2.0, 1.0, Double.NaN);
    assertThat(kept().toFile().list()).containsExactlyInAnyOrder("epoch-000002", "notes");

    var most = new ModelCheckpoint(kept().toString(), "val_loss", true, Mode.MAX, 1);
    fit(most, 1.0, 3.0, 2.0);
    assertThat(kept().toFile().list()).containsExactlyInAnyOrder("epoch-000002", "notes");
    assertThat(kept().resolve("epoch-000002/weights")).hasContent("1");
  }

  /** The epoch of a training that was killed after its checkpoint is trained again. */
  @Test
  void replacesTheCheckpointOfAnEpochThatIsTrainedAgain() throws IOException {
    Files.createDirectories(kept().resolve("epoch-000002/half"));
    ModelCheckpoint checkpoint = new ModelCheckpoint(kept()).keepingBest();
    History before = new Trainer(1, List.of(checkpoint)).fit(new FakeLearner(3.0));
    var unused = new Trainer(2, List.of(checkpoint)).fit(new FakeLearner(3.0, 2.0), before);
    assertThat(kept().toFile().list()).containsExactly("epoch-000002");
    assertThat(kept().resolve("epoch-000002").toFile().list()).containsExactly("weights");
  }

  @Test
  void writesRelativePathsIntoTheFolderOfTheTraining() {
    assertThat(new ModelCheckpoint(Path.of("kept")).inside(folder))
        .isEqualTo(new ModelCheckpoint(kept()));
    assertThat(new ModelCheckpoint(kept()).inside(Path.of("/other")))
        .isEqualTo(new ModelCheckpoint(kept()));
    assertThat(new CsvLogger(Path.of("log.csv")).inside(folder))
        .isEqualTo(new CsvLogger(folder.resolve("log.csv")));
  }

  @Test
  void rejectsNamesWithBracesAndNoEpochs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelCheckpoint(Path.of("{epoch:02d}.weights.h5")))
        .withMessageStartingWith("ModelCheckpoint needs the path of a folder, in which each epoch");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelCheckpoint(kept()).each(0))
        .withMessageContaining("n of at least 1, got 0");
  }
}
