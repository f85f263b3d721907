package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.CosineDecay;
import io.atelier.engine.optimizer.ExponentialDecay;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.LearningRate;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.PiecewiseConstantDecay;
import io.atelier.engine.optimizer.RmsProp;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.Execution.Precision;
import io.atelier.engine.training.ProgressListener;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which rate an epoch has whose steps mixed precision skips. */
class SkippedStepsTest {
  private static final ProgressListener GO_ON = progress -> Verdict.CONTINUE;
  private static final Model MODEL =
      Model.of("two", Input.floats(2), new Dense(2, Activation.SOFTMAX));

  /** Three examples, a step each. Beyond float16's 65504, no step has finite gradients. */
  private static Examples examples(float... firsts) {
    float[] values = new float[2 * firsts.length];
    for (int i = 0; i < firsts.length; i++) {
      values[2 * i] = firsts[i];
      values[2 * i + 1] = 1;
    }
    return new Examples(
        FloatValues.of(values, firsts.length, 2),
        IntValues.of(new int[firsts.length], firsts.length));
  }

  private static final Examples SKIPPED = examples(1e6f, 1e6f, 1e6f);
  private static final Examples GOOD = examples(1, 2, 3);

  private static Program program(Optimizer optimizer, Examples examples) {
    Training training = Training.of(optimizer, 1);
    return Program.compile(
        MODEL,
        new Training(training.optimizer(), training.loss(), List.of(), 1, 0, false),
        Optional.of(examples),
        Optional.empty(),
        new Execution(Device.CPU, 0, Compilation.INTERPRETED)
            .withPrecision(Precision.MIXED_FLOAT16));
  }

  /** Schedules whose rates of the steps 0, 2 and 3 differ, or that say nonsense at step -1. */
  static List<Arguments> schedules() {
    return List.of(
        Arguments.of(new ConstantRate(0.5), 0.5f, 0.5f, 0.5f),
        Arguments.of(new InverseTimeDecay(0.5, 1, 1), 0.5f, 0.5f / 3, 0.5f / 4),
        Arguments.of(new InverseTimeDecay(0.001, 2, 1), 0.001f, 0.001f / 2, 0.001f / 2.5f),
        Arguments.of(new InverseTimeDecay(0.5, 3, 1, true), 0.5f, 0.5f, 0.25f),
        Arguments.of(new ExponentialDecay(0.5, 1, 0.5, false), 0.5f, 0.125f, 0.0625f),
        Arguments.of(new ExponentialDecay(0.5, 3, 0.5, true), 0.5f, 0.5f, 0.25f),
        Arguments.of(new CosineDecay(0.5, 3, 0), 0.5f, 0.125f, 0f),
        Arguments.of(
            new PiecewiseConstantDecay(List.of(0L, 2L), List.of(0.5, 0.25, 0.125)),
            0.5f,
            0.25f,
            0.125f));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void anEpochOfSkippedStepsHasTheRateOfTheStepThatWouldBeNext(
      LearningRate schedule, float first, float third, float fourth, @TempDir Path folder)
      throws IOException {
    Path saved = folder.resolve("saved");
    try (Program program = program(new Sgd(schedule, 0, false), SKIPPED)) {
      assertThat(rate(program, 0)).isEqualTo(first);
      assertThat(rate(program, 1)).isEqualTo(first);
    }
    try (Program program = program(new Sgd(schedule, 0, false), GOOD)) {
      assertThat(rate(program, 0)).isEqualTo(third, within(third));
      program.save(saved);
    }
    try (Program program = program(new Sgd(schedule, 0, false), SKIPPED)) {
      program.restore(saved);

      assertThat(rate(program, 1)).isEqualTo(fourth, within(fourth));
    }
  }

  /** The cosine is off by a rounding or two. */
  private static org.assertj.core.data.Offset<Float> within(float rate) {
    return org.assertj.core.data.Offset.offset(Math.max(rate, 0.5f) * 1e-7f);
  }

  @Test
  void everyOptimizerHasTheInitialRateAfterAnEpochOfSkippedSteps() {
    LearningRate schedule = new InverseTimeDecay(0.25, 1, 1);
    for (Optimizer optimizer :
        List.of(
            new Adam(schedule), new RmsProp(schedule, 0.9, 1e-7), new Sgd(schedule, 0.8, true))) {
      try (Program program = program(optimizer, SKIPPED)) {
        assertThat(rate(program, 0)).as("%s", optimizer).isEqualTo(0.25f);
      }
    }
  }

  @Test
  void anEpochWhoseLastStepWasSkippedHasTheRateOfTheLastStepThatMoved() {
    Examples examples = examples(1, 2, 1e6f);
    try (Program program = program(new Sgd(new InverseTimeDecay(0.5, 1, 1), 0, false), examples)) {
      assertThat(rate(program, 0)).isEqualTo(0.25f);
    }
  }

  private static float rate(Program program, int epoch) {
    return (float) program.trainEpoch(epoch, GO_ON).orElseThrow().learningRate();
  }
}
