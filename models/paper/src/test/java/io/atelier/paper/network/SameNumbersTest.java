package io.atelier.paper.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Speed must not come from other numbers. Differences in rounding grow from step to step: all the
 * steps here are on one batch of noise, which a network learns by heart.
 */
@Tag("numeric")
class SameNumbersTest {
  private static final int BATCH = 8;

  /** The longest sum is the gradient of a kernel by all places of all images. */
  private static final int LONGEST_SUM = BATCH * 28 * 28;

  static Stream<PaperModel> models() {
    return Catalogue.models().stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void theChosenExecutionGivesTheLossesOfTheExecutor(PaperModel model) {
    Optimizer adam = new Adam(new InverseTimeDecay(0.001, 1_593_750, 1));
    requireSameLosses(model, adam, 20, Compilation.AUTO);
  }

  @ParameterizedTest
  @MethodSource("models")
  void stepsThatMustBeCompiledBeginWithTheLossesOfTheExecutor(PaperModel model) {
    requireSameLosses(model, new Sgd(new ConstantRate(0.01), 0.8, true), 5, Compilation.COMPILED);
  }

  private static void requireSameLosses(
      PaperModel model, Optimizer optimizer, int steps, Compilation compilation) {
    // A sum of n numbers rounds n times by 2^-24, up or down, which leads as far as the root of n.
    // Either side rounds, and what a step is off by, the following ones carry on.
    double share = 2 * steps * Math.sqrt(LONGEST_SUM) * Math.scalb(1.0, -24);
    List<Double> expected = losses(model, optimizer, steps, Compilation.INTERPRETED);
    List<Double> actual = losses(model, optimizer, steps, compilation);

    for (int step = 0; step < steps; step++) {
      assertThat(Math.abs(actual.get(step) / expected.get(step) - 1))
          .as("step %d: %s and %s", step, actual.get(step), expected.get(step))
          .isLessThan(share);
    }
    assertThat(expected.get(steps - 1)).isLessThan(expected.get(0));
  }

  /** {@return the loss of each of the first steps, all on one batch} */
  private static List<Double> losses(
      PaperModel model, Optimizer optimizer, int steps, Compilation compilation) {
    Training training = Training.of(optimizer, BATCH).withSeed(3);
    try (Program program =
        Program.compile(
            model.build(0.2, model.defaultInitializer()),
            training,
            Optional.of(model.shaped(batch())),
            Optional.empty(),
            new Execution(Device.CPU, 0, compilation))) {
      List<Double> losses = new ArrayList<>();
      for (int step = 0; step < steps; step++) {
        losses.add(
            program.trainEpoch(step, progress -> Verdict.CONTINUE).orElseThrow().training().loss());
      }
      return losses;
    }
  }

  private static Examples batch() {
    SplittableRandom random = new SplittableRandom(11);
    byte[] pixels = new byte[BATCH * 28 * 28];
    random.nextBytes(pixels);
    int[] labels = random.ints(BATCH, 0, PaperModel.CLASSES).toArray();
    return new Examples(ByteValues.of(pixels, BATCH, 28, 28), IntValues.of(labels, BATCH));
  }
}
