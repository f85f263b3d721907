package io.atelier.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.cli.Cli;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training with {@code --memory} through the command line. */
class StreamedRunTest {
  @TempDir Path folder;

  private Cli train(String name, int batchSize, Object memory) {
    return Cli.run(
        "train",
        "mlp-small-64",
        "--epochs",
        2,
        "--limit",
        1000,
        "--device",
        "cpu",
        "--batch-size",
        batchSize,
        "--memory",
        memory,
        "--out",
        folder.resolve(name));
  }

  @Test
  void imagesThatDoNotFitTheMemoryAreLearnedTheSame() throws IOException {
    train("resident", 32, "1g").good();
    train("streamed", 32, "256k").good();
    RunFiles resident = new RunFiles(folder.resolve("resident"));
    RunFiles streamed = new RunFiles(folder.resolve("streamed"));

    assertThat(streamed.learned()).hasSize(2).isEqualTo(resident.learned());
    assertThat(resident.path().resolve("run.log"))
        .content()
        .contains("memory=1073741824", "training examples on the device: all");
    // 256 KiB are two windows of 160 images of 788 bytes; 900 are trained on.
    assertThat(streamed.path().resolve("run.log"))
        .content()
        .contains("memory=262144", "training examples on the device: streamed in 6 windows");
    assertThat(streamed.path().resolve("config.json")).content().contains("\"memory\" : 262144");
  }

  @Test
  void memoryForLessThanTwoBatchesIsRefusedInOneLine() {
    Cli cli = train("small", 64, "64k");
    assertThat(cli.err().lines())
        .containsExactly(
            "atelier: memory needs at least 100864 bytes for two batches of 64 examples, got 65536;"
                + " give more memory or smaller batches");
    assertThat(cli.code()).isEqualTo(1);
    assertThat(folder.resolve("small")).doesNotExist();
  }
}
