package io.atelier.cli;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSet;
import io.atelier.data.IntValues;
import io.atelier.data.LabeledImages;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.json.Json;
import io.atelier.lab.run.Run;
import io.atelier.lab.timing.Timings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code atelier warm-up}: a run on made-up images, for the launcher's build. It unpacks the native
 * library and shows the JVM which classes to archive.
 */
@Command(name = "warm-up", hidden = true, description = "Trains on made-up images.")
final class WarmUpCommand implements Callable<Integer> {
  private static final List<String> CLASSES =
      IntStream.range(0, 10).mapToObj(i -> "class " + i).toList();

  @Parameters(paramLabel = "DIR", description = "The run folder, new or empty.")
  private Path path;

  @Override
  public Integer call() throws IOException {
    LabeledImages images = images(200);
    DataSet set =
        new DataSet(
            "made-up",
            images.examples(),
            Optional.empty(),
            Optional.of(images.examples()),
            CLASSES,
            Map.of());
    LoadedData data = LoadedData.of(set, path);
    var settings = Json.MAPPER.createObjectNode().put("model", "mlp-small-64").put("epochs", 1);
    Timings timings = Timings.sinceJvmStart();
    new Run(RunConfigs.of(settings), data, path, List.of(), () -> false, timings).train();
    return 0;
  }

  private static LabeledImages images(int count) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % CLASSES.size();
    }
    return new LabeledImages(
        ByteValues.of(new byte[count * 28 * 28], count, 28, 28),
        IntValues.of(labels, count),
        CLASSES);
  }
}
