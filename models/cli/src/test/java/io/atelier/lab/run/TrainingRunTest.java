package io.atelier.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.cli.Cli;
import io.atelier.cli.RealData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short real training through the command line, and what can be done with its folder. */
class TrainingRunTest {
  private static final String WITHOUT_GPU = "atelier: training on the CPU: ";

  @TempDir static Path runs;
  @TempDir Path folder;

  private static RunFiles run;
  private static Cli trained;

  @BeforeAll
  static void train() {
    run = new RunFiles(runs.resolve("run"));
    trained =
        Cli.run("train", "mlp-small-64", "--epochs", 2, "--limit", 6000, "--out", run.path())
            .good();
  }

  @Test
  void leavesEveryFileOfARunAndNoOther() {
    assertThat(run.path().toFile().list())
        .containsExactlyInAnyOrder(
            "config.json",
            "serving.json",
            "history.csv",
            "run.log",
            "checkpoints",
            "saved_model",
            "report.json",
            "report.html");
    assertThat(run.path().resolve("checkpoints").toFile().list())
        .singleElement()
        .asString()
        .matches("epoch-0*2");
    assertThat(run.path().resolve("saved_model/saved_model.pb")).isNotEmptyFile();
    assertThat(run.path().resolve("run.log")).content().contains("training mlp-small-64 on");
    assertThat(run.path().resolve("report.html")).content().contains("<svg", "Confusion matrix");
  }

  @Test
  void withoutADriverItSaysInOneLineWhyItIsNoGpu() {
    assumeTrue(Files.notExists(Path.of("/proc/driver/nvidia/version")), "no GPU here");
    String reason = "no NVIDIA driver; install one, 525.60.13 or newer, if there is an NVIDIA GPU";
    assertThat(trained.err().lines().filter(line -> line.startsWith("atelier: ")))
        .containsExactly(WITHOUT_GPU + reason);
    assertThat(run.path().resolve("run.log")).content().containsOnlyOnce(reason);
  }

  @Test
  void reportsWhatItDid() throws IOException {
    JsonNode report = run.report();
    assertThat(report.get("model").asText()).isEqualTo("mlp-small-64");
    assertThat(report.get("parameters").asLong()).isEqualTo(50_890);
    assertThat(report.get("seed").asLong()).isZero();
    assertThat(report.get("device").asText()).isIn("CPU", "GPU");
    assertThat(report.get("epochs_run").asInt()).isEqualTo(2);
    assertThat(report.get("stopped").asText()).isEqualTo("all epochs trained");
    assertThat(report.at("/validation/loss").asDouble()).isBetween(0.1, 2.0);
    assertThat(report.at("/test/loss").asDouble()).isBetween(0.1, 1.0);
    assertThat(report.get("images_per_second").asDouble()).isPositive();
    assertThat(report.get("seconds").asDouble()).isPositive();
  }

  @Test
  void reportsWhatMadeIt() throws IOException {
    JsonNode provenance = run.report().get("provenance");
    assertThat(java.time.Instant.parse(provenance.get("started").asText()))
        .isBefore(java.time.Instant.now());
    assertThat(provenance.at("/versions/tensorflow").asText()).isEqualTo("2.18.0");
    assertThat(provenance.at("/versions/atelier").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(provenance.at("/versions/java").asText())
        .isEqualTo(System.getProperty("java.version"));
    assertThat(provenance.at("/data_sha256/t10k-labels-idx1-ubyte").asText())
        .isEqualTo("0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");
  }

  @Test
  void learns() throws IOException {
    assertThat(run.report().at("/test/accuracy").asDouble()).isGreaterThan(0.70);
  }

  @Test
  void theConfusionMatrixCountsEveryTestImageAndAgreesWithTheAccuracy() throws IOException {
    JsonNode matrix = run.report().get("confusion_matrix");
    assertThat(matrix).hasSize(10);
    long right = 0;
    for (int row = 0; row < 10; row++) {
      assertThat(matrix.get(row)).hasSize(10);
      // The test set has 1,000 images of each class.
      assertThat(
              StreamSupport.stream(matrix.get(row).spliterator(), false)
                  .mapToLong(JsonNode::asLong))
          .satisfies(counts -> assertThat(counts.stream().mapToLong(i -> i).sum()).isEqualTo(1000));
      right += matrix.get(row).get(row).asLong();
    }
    assertThat(run.report().at("/test/accuracy").asDouble())
        .isCloseTo(right / 10_000.0, within(1e-6));
  }

  @Test
  void theHistoryHasARowAnEpoch() throws IOException {
    assertThat(Files.readAllLines(run.path().resolve("history.csv")).get(0))
        .isEqualTo("epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds");
    assertThat(run.history()).hasSize(2).allSatisfy(row -> assertThat(row).hasSize(7));
    assertThat(run.history()).extracting(row -> row.get(0)).containsExactly("1", "2");
    assertThat(run.history()).extracting(row -> row.get(5)).containsOnly("0.01");
    assertThat(loss(run, 1)).isLessThan(loss(run, 0));
  }

  @Test
  void printsTheResultAndWhereItIs() throws IOException {
    JsonNode test = run.report().get("test");
    assertThat(trained.out())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "Test accuracy %.4f, loss %.4f after 2 epochs (all epochs trained)%nRun folder: %s%n",
                test.get("accuracy").asDouble(),
                test.get("loss").asDouble(),
                run.path()));
    assertThat(trained.err().lines().filter(line -> !line.startsWith(WITHOUT_GPU)))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Epoch 1/2 ").contains("val_accuracy"),
            line -> assertThat(line).startsWith("Epoch 2/2 ").contains("val_accuracy"));
  }

  @Test
  void itsConfigJsonTrainsTheSameAgain() throws IOException {
    RunFiles again = new RunFiles(folder.resolve("again"));
    Cli.run("train", "--config", run.path().resolve("config.json"), "--out", again.path()).good();
    assertThat(again.learned()).isEqualTo(run.learned());
    assertThat(again.report().get("test")).isEqualTo(run.report().get("test"));
    assertThat(again.path().resolve("config.json"))
        .hasSameTextualContentAs(run.path().resolve("config.json"));
  }

  @Test
  void anotherSeedTrainsDifferently() throws IOException {
    RunFiles other = new RunFiles(folder.resolve("other"));
    Cli.run(
            "train",
            "--config",
            run.path().resolve("config.json"),
            "--seed",
            1,
            "--epochs",
            1,
            "--out",
            other.path())
        .good();
    assertThat(other.history()).hasSize(1);
    assertThat(other.learned().get(0)).isNotEqualTo(run.learned().get(0));
    assertThat(other.report().get("seed").asInt()).isEqualTo(1);
  }

  @Test
  void oneSeedTrainsACnnTheSameTwice() throws IOException {
    RunFiles first = new RunFiles(folder.resolve("first"));
    RunFiles second = new RunFiles(folder.resolve("second"));
    for (RunFiles files : List.of(first, second)) {
      Cli.run("train", "cnn-small-32", "--epochs", 1, "--limit", 2000, "--out", files.path())
          .good();
    }
    assertThat(second.learned()).isEqualTo(first.learned());
    assertThat(second.report().get("test")).isEqualTo(first.report().get("test"));
    assertThat(first.report().get("parameters").asLong()).isEqualTo(63_050);
    assertThat(first.report().at("/test/accuracy").asDouble()).isGreaterThan(0.5);
  }

  @Test
  void evaluateAnswersAsTheReportDoes() throws IOException {
    Cli cli = Cli.run("evaluate", run.path()).good();
    JsonNode report = run.report();
    assertThat(cli.out())
        .startsWith(
            String.format(
                Locale.ROOT,
                "Test accuracy %.4f, loss %.6f%n",
                report.at("/test/accuracy").asDouble(),
                report.at("/test/loss").asDouble()));
    List<String> rows = cli.out().lines().skip(3).toList();
    for (int row = 0; row < 10; row++) {
      String[] cells = rows.get(row).substring(18).strip().split("\\s+");
      assertThat(cells).hasSize(10);
      for (int column = 0; column < 10; column++) {
        assertThat(Long.parseLong(cells[column]))
            .isEqualTo(report.get("confusion_matrix").get(row).get(column).asLong());
      }
    }
  }

  @Test
  void predictSaysTheSameOfATestImageAndOfAPictureOfIt() throws IOException {
    List<String> byIndex =
        Cli.run("predict", run.path(), "--index", 0, 1, "--top", 10).good().out().lines().toList();
    assertThat(byIndex).hasSize(22);
    assertThat(byIndex.get(0)).startsWith("test image 0 (Ankle boot): ");
    assertThat(byIndex.get(11)).startsWith("test image 1 (Pullover): ");
    assertThat(byIndex.subList(1, 11).stream().mapToDouble(TrainingRunTest::probability).sum())
        .isCloseTo(1, within(1e-5));
    assertThat(byIndex.subList(1, 11))
        .isSortedAccordingTo((a, b) -> Double.compare(probability(b), probability(a)));

    Path picture = picture(0);
    List<String> byPicture =
        Cli.run("predict", run.path(), picture, "--top", 10).good().out().lines().toList();
    assertThat(byPicture.get(0))
        .isEqualTo(picture + byIndex.get(0).substring("test image 0 (Ankle boot)".length()));
    assertThat(byPicture.subList(1, 11)).isEqualTo(byIndex.subList(1, 11));
  }

  @Test
  void whatWasTrainedOnAGpuPredictsWithoutOne() throws IOException {
    Path copy = folder.resolve("run");
    try (Stream<Path> files = Files.walk(run.path())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(run.path().relativize(file).toString()));
      }
    }
    String config = Files.readString(run.path().resolve("config.json"));
    assertThat(config).contains("\"device\" : \"auto\"");
    Files.writeString(
        copy.resolve("config.json"),
        config.replace("\"device\" : \"auto\"", "\"device\" : \"gpu\""));
    assertThat(Cli.run("predict", copy, "--index", 0).good().out())
        .isEqualTo(Cli.run("predict", run.path(), "--index", 0).good().out());
  }

  @Test
  void exportWritesASavedModel() {
    Path target = folder.resolve("a/model");
    assertThat(Cli.run("export", run.path(), target).good().out())
        .isEqualTo("SavedModel: " + target + System.lineSeparator());
    assertThat(target.toFile().list())
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                java.util.Objects.requireNonNull(
                    run.path().resolve("saved_model").toFile().list())));
    assertThat(folder.resolve("a").toFile().list()).containsExactly("model");
  }

  private static double probability(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private static double loss(RunFiles files, int epoch) throws IOException {
    return Double.parseDouble(files.history().get(epoch).get(1));
  }

  private Path picture(int index) throws IOException {
    byte[] pixels = RealData.load().test().images().slice(index, index + 1).values();
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, 28, 28, pixels);
    Path file = folder.resolve("picture.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
