package io.atelier.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.ByteValues;
import io.atelier.data.IntValues;
import io.atelier.data.LabeledImages;
import io.atelier.data.fashion.FashionMnist;
import io.atelier.engine.runtime.OutOfDeviceMemoryException;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.TrainingListener;
import io.atelier.engine.training.Verdict;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.json.Json;
import io.atelier.lab.timing.Timings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose memory runs out; a watcher stands in for the device. */
class OutOfMemoryRunTest {
  @TempDir Path folder;

  private Run run(int inEpoch) {
    LabeledImages images =
        new LabeledImages(
            ByteValues.of(new byte[200 * 28 * 28], 200, 28, 28),
            IntValues.of(IntStream.range(0, 200).map(i -> i % 10).toArray(), 200),
            FashionMnist.CLASS_NAMES);
    var settings = Json.MAPPER.createObjectNode().put("model", "mlp-small-64").put("epochs", 2);
    TrainingListener full =
        new TrainingListener() {
          @Override
          public Verdict progressed(Progress progress) {
            if (progress.epoch() == inEpoch) {
              throw new OutOfDeviceMemoryException("full", null);
            }
            return Verdict.CONTINUE;
          }

          @Override
          public Verdict epochEnded(History history, Learner learner) {
            return Verdict.CONTINUE;
          }
        };
    return new Run(
        RunConfigs.of(settings),
        LoadedData.of(new FashionMnist(images, images, folder, Map.of()).dataSet(), folder),
        folder.resolve("run"),
        List.of(full),
        () -> false,
        Timings.sinceJvmStart());
  }

  @Test
  void leavesNoFolderIfNoEpochWasFinished() {
    assertThatThrownBy(run(0)::train).isInstanceOf(OutOfDeviceMemoryException.class);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void leavesWhatWasFinished() {
    assertThatThrownBy(run(1)::train).isInstanceOf(OutOfDeviceMemoryException.class);
    assertThat(folder.resolve("run/history.csv")).content().hasLineCount(2);
    assertThat(folder.resolve("run/checkpoints")).isDirectoryContaining("glob:**epoch-000001");
  }

  @Test
  void leavesAFolderThatWasThere() throws IOException {
    Path mine = Files.createDirectory(folder.resolve("run"));
    assertThatThrownBy(run(0)::train).isInstanceOf(OutOfDeviceMemoryException.class);
    assertThat(mine).isEmptyDirectory();
  }

  @Test
  void leavesTheFilesOfOthersAlone() throws IOException {
    Path mine = Files.createDirectory(folder.resolve("run"));
    Files.writeString(mine.resolve("thesis.txt"), "of value");
    assertThatThrownBy(run(0)::train)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--out needs a new or empty folder");
    assertThat(mine.resolve("thesis.txt")).hasContent("of value");
  }
}
