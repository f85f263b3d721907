package io.atelier.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLoggerTest {
  @TempDir Path folder;

  /** Keras' columns: the epoch from 0, then the quantities sorted by name. */
  @Test
  void writesALineForEachEpochAlsoWhenATrainingGoesOn() {
    Path file = folder.resolve("new/log.csv");
    CsvLogger logger = new CsvLogger(file);
    History before = new Trainer(1, List.of(logger)).fit(new FakeLearner(0.5));
    assertThat(file)
        .hasContent(
            """
            epoch,accuracy,learning_rate,loss,val_accuracy,val_loss
            0,0.5,0.001,1.0,0.5,0.5
            """);
    var unused = new Trainer(2, List.of(logger)).fit(new FakeLearner(0.5, Double.NaN), before);
    assertThat(file).content().endsWith("\n0,0.5,0.001,1.0,0.5,0.5\n1,NaN,0.001,NaN,NaN,NaN\n");
  }

  @Test
  void separatesAsItIsTold() {
    Path file = folder.resolve("log.csv");
    var unused =
        new Trainer(1, List.of(new CsvLogger(file.toString(), ";"))).fit(new FakeLearner(0.5));
    assertThat(file).content().startsWith("epoch;accuracy;learning_rate;loss");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CsvLogger("log.csv", "."))
        .withMessage(
            "CsvLogger needs a separator that is in no number and no name, got \".\"; use \",\" or \";\"");
  }

  @Test
  void aFileThatCannotBeWrittenEndsTheTraining() {
    Assertions.assertThatThrownBy(
            () -> new Trainer(1, List.of(new CsvLogger(folder))).fit(new FakeLearner(0.5)))
        .isInstanceOf(UncheckedIOException.class);
  }
}
