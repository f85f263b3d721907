package io.atelier.lab.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.ByteValues;
import io.atelier.data.IntValues;
import io.atelier.data.LabeledImages;
import io.atelier.data.fashion.FashionMnist;
import io.atelier.engine.search.Trial;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Native memory over many trials in one process. */
@EnabledOnOs(OS.LINUX)
class TrialMemoryTest {
  private static final String SPACE =
      """
      {"network": "cnn", "trials": 1, "patience": 1, "dimensions": {
        "batch_size": [64], "learning_rate": [0.001], "dropout": [0],
        "first_filters": [8], "first_kernel": ["3x3"], "first_strides": ["2x2"],
        "second_filters": [8], "second_kernel": ["3x3"], "second_strides": ["2x2"],
        "dense_units": [64], "dense_layers": [0]}}
      """;

  private static final int WARM_UP = 10;
  private static final int TRIALS = 50;

  /** Whole batches: a smaller one would be a function of its own. */
  private static final int IMAGES = 64;

  @TempDir Path folder;

  /** The child runs without C2, whose arenas alone come and go by 7 MiB, and with a fixed heap. */
  @Test
  void fiftyTrialsLeaveTheMemoryAsItWas() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Fifty.class.getName(),
                folder.resolve("search").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    Matcher sizes = Pattern.compile("resident (\\d+) then (\\d+)").matcher(said);
    assertThat(sizes.find()).as(said).isTrue();
    double before = Double.parseDouble(sizes.group(1));
    double after = Double.parseDouble(sizes.group(2));
    assertThat(after / before).as(said).isBetween(0.97, 1.03);
  }

  /** Trains many tiny networks, one after another. */
  static final class Fifty {
    private Fifty() {}

    public static void main(String[] arguments) throws IOException {
      Space space = Json.MAPPER.readValue(SPACE, Space.class);
      ExecutionConfig.Device cpu = ExecutionConfig.Device.CPU;
      SearchSettings settings =
          new SearchSettings(space, SearchSettings.Method.GRID, 1, 0, 1, 1, IMAGES, cpu, 1, 0);
      SearchFolder folder = SearchFolder.create(Path.of(arguments[0]), settings);
      Trials trials = new Trials(folder, settings, images(2 * IMAGES));
      Trial same = settings.trial(1);
      long before = 0;
      for (int i = 1; i <= WARM_UP + TRIALS; i++) {
        assertThat(trials.run(new Trial(i, same.combination()), 1)).isPresent();
        if (i == WARM_UP) {
          before = residentKibibytes();
        }
      }
      System.out.println("resident " + before + " then " + residentKibibytes());
    }

    private static LoadedData images(int count) {
      byte[] pixels = new byte[count * 28 * 28];
      new Random(1).nextBytes(pixels);
      int[] labels = IntStream.range(0, count).map(i -> i % 10).toArray();
      LabeledImages images =
          new LabeledImages(
              ByteValues.of(pixels, count, 28, 28),
              IntValues.of(labels, count),
              FashionMnist.CLASS_NAMES);
      Path none = Path.of("none");
      return LoadedData.of(new FashionMnist(images, images, none, Map.of()).dataSet(), none);
    }

    private static long residentKibibytes() throws IOException {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
