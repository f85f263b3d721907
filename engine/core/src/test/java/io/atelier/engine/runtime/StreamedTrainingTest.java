package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.MappedValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.epoch.Ahead;
import io.atelier.engine.training.ProgressListener;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples that do not fit the memory are trained on as those that do, to the bit. */
@Tag("numeric")
class StreamedTrainingTest {
  private static final ProgressListener GO_ON = progress -> Verdict.CONTINUE;
  private static final long RESIDENT = 1 << 30;

  /** Of 8x8 bytes and a label. */
  private static final long EXAMPLE = 64 + 4;

  /** Two windows of two batches of 8. */
  private static final long STREAMED = 2 * 2 * 8 * EXAMPLE;

  private static final int[] EVEN = IntStream.range(0, 45).map(i -> 2 * i).toArray();

  private static Program program(
      Model model, Training training, Examples examples, long memory, boolean compiled) {
    return Program.compile(
        model,
        training,
        Optional.of(examples),
        Optional.empty(),
        new Execution(Device.CPU, 0, compiled ? Compilation.COMPILED : Compilation.INTERPRETED)
            .withMemory(memory));
  }

  private static Program program(Model model, int examples, long memory) {
    return program(model, Sets.training(), Sets.images(examples, 1), memory, false);
  }

  private record Trained(List<Scores> scores, Map<String, FloatValues> weights) {
    static Trained of(Program program, int... epochs) {
      List<Scores> scores = new ArrayList<>();
      for (int epoch : epochs) {
        scores.add(program.trainEpoch(epoch, GO_ON).orElseThrow().training());
      }
      return new Trained(scores, program.weights());
    }
  }

  @ParameterizedTest
  @CsvSource({
    // 80 are five windows, 83 leave a rest in the sixth, 91 one behind a full batch there
    "80, true, 5",
    "83, true, 6",
    "91, true, 6",
    "83, false, 6",
    "96, false, 6"
  })
  void aStreamedTrainingIsAResidentOneToTheBit(int examples, boolean shuffle, int windows) {
    Training shuffled = Sets.training();
    Training training =
        new Training(shuffled.optimizer(), shuffled.loss(), shuffled.metrics(), 8, 3, shuffle);
    Examples set = Sets.images(examples, 1);
    for (boolean convolutional : new boolean[] {false, true}) {
      Model model = convolutional ? Sets.cnn() : Sets.mlp();
      try (Program resident = program(model, training, set, RESIDENT, !convolutional);
          Program streamed = program(model, training, set, STREAMED, !convolutional)) {
        assertThat(resident.windows()).isEqualTo(1);
        assertThat(streamed.windows()).isEqualTo(windows);

        assertThat(Trained.of(streamed, 0, 1, 2)).isEqualTo(Trained.of(resident, 0, 1, 2));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {RESIDENT, STREAMED})
  void imagesInAFileAreTrainedAndEvaluatedAsThoseInAnArray(long memory, @TempDir Path folder)
      throws IOException {
    Examples array = Sets.images(91, 1);
    Path file = Files.write(folder.resolve("pixels"), ((ByteValues) array.inputs()).values());
    Examples mapped =
        new Examples(MappedValues.open(file, 0, 91, 8, 8, 1), array.targets()).select(EVEN);
    Examples same = array.select(EVEN);
    try (Program ofFile = program(Sets.cnn(), Sets.training(), mapped, memory, false);
        Program ofArray = program(Sets.cnn(), Sets.training(), same, RESIDENT, false)) {
      assertThat(Trained.of(ofFile, 0, 1)).isEqualTo(Trained.of(ofArray, 0, 1));
      assertThat(ofFile.evaluate(mapped)).isEqualTo(ofArray.evaluate(same));
      assertThat(ofFile.outputs(mapped.inputs())).isEqualTo(ofArray.outputs(same.inputs()));
    }
  }

  @Test
  void floatsAreStreamedToo() {
    Random random = new Random(0);
    float[] inputs = new float[3 * 50];
    float[] targets = new float[2 * 50];
    for (float[] values : List.of(inputs, targets)) {
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat();
      }
    }
    Examples set = new Examples(FloatValues.of(inputs, 50, 3), FloatValues.of(targets, 50, 2));
    Model model = Model.of("floats", Input.floats(3), new Dense(2, Activation.LINEAR));
    Training training =
        new Training(Sets.training().optimizer(), new MeanSquaredError(), List.of(), 4, 0, true);
    try (Program resident = program(model, training, set, RESIDENT, true);
        Program streamed = program(model, training, set, 2 * 12 * 20, true)) {
      assertThat(streamed.windows()).isEqualTo(5);

      assertThat(Trained.of(streamed, 0, 1)).isEqualTo(Trained.of(resident, 0, 1));
    }
  }

  /** What was prepared is the epoch after; another one is as good. */
  @Test
  void anyEpochMayComeNext() {
    try (Program resident = program(Sets.mlp(), 83, RESIDENT);
        Program streamed = program(Sets.mlp(), 83, STREAMED)) {
      assertThat(Trained.of(streamed, 5, 2, 2, 3)).isEqualTo(Trained.of(resident, 5, 2, 2, 3));
    }
  }

  @Test
  void progressCountsTheExamplesOfAllWindows() {
    List<Integer> told = new ArrayList<>();
    try (Program streamed = program(Sets.mlp(), 83, STREAMED)) {
      streamed.trainEpoch(
          0,
          progress -> {
            told.add(progress.examples());
            return Verdict.CONTINUE;
          });
    }
    assertThat(told).isSorted().doesNotHaveDuplicates().contains(16, 32, 48, 64).endsWith(80, 83);
  }

  @Test
  void rejectsMemoryForLessThanTwoBatches() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program(Sets.mlp(), 83, 2 * 8 * EXAMPLE - 1).close())
        .withMessage(
            "memory needs at least 1088 bytes for two batches of 8 examples, got 1087; give more memory or smaller batches");
  }

  @ParameterizedTest
  @ValueSource(longs = {RESIDENT, STREAMED})
  void whatFailsInTheBackgroundReachesTheCallerAndTrainingCanGoOn(long memory) {
    try (Program program = program(Sets.mlp(), 83, memory)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> program.trainEpoch(-1, GO_ON))
          .withMessageStartingWith("EpochOrder needs an epoch");
      assertThat(program.trainEpoch(0, GO_ON)).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {RESIDENT, STREAMED})
  void nothingRunsOnWhenAStoppedProgramIsClosed(long memory) throws InterruptedException {
    long before = backgroundThreads();
    try (Program program = program(Sets.mlp(), 83, memory)) {
      assertThat(program.trainEpoch(0, progress -> new Verdict.Stop("enough"))).isEmpty();
      assertThat(backgroundThreads()).isEqualTo(before + 1);
    }
    for (int i = 0; i < 100 && backgroundThreads() > before; i++) {
      Thread.sleep(50);
    }
    assertThat(backgroundThreads()).isEqualTo(before);
  }

  /** Plain SGD: an epoch depends on the weights and the order alone. */
  @Test
  void anEpochAfterAStoppedOneIsWhole() {
    Training training = Training.of(new Sgd(0.1), 8);
    Examples set = Sets.images(83, 1);
    try (Program resident = program(Sets.mlp(), training, set, RESIDENT, false);
        Program streamed = program(Sets.mlp(), training, set, STREAMED, false)) {
      assertThat(
              streamed.trainEpoch(
                  0,
                  progress ->
                      progress.examples() > 40 ? new Verdict.Stop("enough") : Verdict.CONTINUE))
          .isEmpty();
      streamed.setWeights(resident.weights());

      assertThat(Trained.of(streamed, 0)).isEqualTo(Trained.of(resident, 0));
    }
  }

  private static long backgroundThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(Ahead.THREAD))
        .count();
  }
}
