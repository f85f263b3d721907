package io.atelier.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSet;
import io.atelier.data.IntValues;
import io.atelier.data.LabeledImages;
import io.atelier.data.fashion.FashionMnist;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.TrainingListener;
import io.atelier.engine.training.Verdict;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.json.Json;
import io.atelier.lab.report.Report;
import io.atelier.lab.timing.Timings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A watcher has enough in the middle of the second epoch, for a reason of its own. */
class StoppedInsideAnEpochTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"enough", "interrupted"})
  void theWeightsAreThoseOfTheLastFinishedEpoch(String reason) throws IOException {
    TrainingListener watcher =
        new TrainingListener() {
          @Override
          public Verdict progressed(Progress progress) {
            boolean inside = progress.epoch() == 1 && progress.examples() < progress.of();
            return inside ? new Verdict.Stop(reason) : Verdict.CONTINUE;
          }

          @Override
          public Verdict epochEnded(History history, Learner learner) {
            return Verdict.CONTINUE;
          }
        };
    byte[] pixels = new byte[51_000 * 784];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31 + i / 784);
    }
    LabeledImages images =
        new LabeledImages(
            ByteValues.of(pixels, 51_000, 28, 28),
            IntValues.of(IntStream.range(0, 51_000).map(i -> i % 10).toArray(), 51_000),
            FashionMnist.CLASS_NAMES);
    var settings = Json.MAPPER.createObjectNode().put("model", "mlp-small-64").put("epochs", 3);
    RunConfig config = RunConfigs.of(settings);
    DataSet data = new FashionMnist(images, images, folder, Map.of()).dataSet();
    Path path = folder.resolve("run");
    Run run =
        new Run(
            config,
            LoadedData.of(data, folder),
            path,
            List.of(watcher),
            () -> false,
            Timings.sinceNow());
    Report report = run.train();
    assertThat(report.epochsRun()).isEqualTo(1);
    assertThat(report.stopped()).isEqualTo(reason);
    try (Program program = config.compile(Optional.empty(), Optional.empty())) {
      RunFolder.existing(path).restore(program);
      assertThat(
              program
                  .evaluate(RunData.of(data, config.data()).shapedFor(config.model()).test())
                  .loss())
          .isEqualTo(report.test().loss());
    }
  }
}
