package io.atelier.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.ProgressListener;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ChunkTimerTest {
  private static final int BATCH = 10;
  private static final Offset<Double> ROUNDING = within(1e-6);

  private record Part(int images, double seconds) {}

  /** An epoch whose chunks are given; its time passes without a wait. */
  private static final class Scripted implements Learner {
    private final List<List<Part>> epochs;
    private long now = 1_000;
    private int trained;

    /** The last of the epochs comes again and again. */
    Scripted(List<List<Part>> epochs) {
      this.epochs = epochs;
    }

    long now() {
      return now;
    }

    @Override
    public Optional<EpochResult> trainEpoch(int epoch, ProgressListener progress) {
      assertThat(epoch).isEqualTo(trained++);
      List<Part> parts = epochs.get(Math.min(epoch, epochs.size() - 1));
      int of = parts.stream().mapToInt(Part::images).sum();
      int done = 0;
      for (Part part : parts) {
        now += Math.round(part.seconds() * 1e9);
        done += part.images();
        Progress event = new Progress(epoch, done, of, new Scores(1, Map.of()));
        if (progress.progressed(event) instanceof Verdict.Stop) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    }

    @Override
    public void keepWeights(String name) {
      throw new AssertionError("no weights are needed");
    }

    @Override
    public void restoreWeights(String name) {
      throw new AssertionError("no weights are needed");
    }
  }

  private static ChunkTimer timer(Scripted learner) {
    return new ChunkTimer(learner, BATCH, learner::now);
  }

  @Test
  void timesOnlyChunksOfFullSize() {
    // Cut by the epoch's end: after it there is no full batch, or nothing.
    Scripted learner =
        new Scripted(
            List.of(
                List.of(
                    new Part(30, 0.04),
                    new Part(400, 0.2),
                    new Part(400, 0.24),
                    new Part(70, 0.1),
                    new Part(5, 0.3))));

    List<Double> micros = timer(learner).microsPerStep(5);

    assertThat(micros).containsExactly(5000.0, 6000.0, 5000.0, 6000.0, 5000.0);
    assertThat(learner.trained).isEqualTo(3);
  }

  @Test
  void severalEpochsAreAChunkWhereOneIsTooShort() {
    Scripted learner = new Scripted(List.of(List.of(new Part(80, 0.06), new Part(5, 0.01))));

    List<Double> micros = timer(learner).microsPerStep(5);

    assertThat(micros).hasSize(5);
    assertThat(micros).allSatisfy(step -> assertThat(step).isCloseTo(70_000 / 8.5, within(1e-3)));
    assertThat(learner.trained).isEqualTo(5 * 3);
  }

  @Test
  void aShortEpochIsOneChunkIfItTakesLongEnough() {
    Scripted learner = new Scripted(List.of(List.of(new Part(80, 0.16), new Part(5, 0.05))));

    assertThat(timer(learner).microsPerStep(5)).hasSize(5);
    assertThat(learner.trained).isEqualTo(5);
  }

  @Test
  void warmsUpForASecondAfterTheFirstChunkUntilChunksAreFull() {
    Scripted learner =
        new Scripted(
            List.of(
                List.of(
                    new Part(80, 2.5),
                    new Part(10, 0.99),
                    new Part(20, 0.02),
                    new Part(400, 0.2),
                    new Part(400, 99)),
                List.of()));

    ChunkTimer.Chunk first = timer(learner).warmUp();

    assertThat(first.steps()).isEqualTo(8);
    assertThat(first.end()).isEqualTo(1_000 + 2_500_000_000L);
    // A second had passed with the third chunk, but the fourth was the first of full size.
    assertThat((learner.now() - first.end()) / 1e9).isCloseTo(1.21, ROUNDING);
  }

  @Test
  void warmsUpOverShortEpochs() {
    Scripted learner =
        new Scripted(
            List.of(
                List.of(new Part(80, 0.5), new Part(5, 0.3)),
                List.of(new Part(80, 0.01), new Part(5, 0.04))));

    timer(learner).warmUp();

    assertThat(learner.trained).isEqualTo(1 + 14);
  }
}
