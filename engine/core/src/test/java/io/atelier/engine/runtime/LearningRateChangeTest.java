package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.initializer.Zeros;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.MeanAbsoluteError;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.CosineDecay;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.LearningRate;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.saved.Checkpoint;
import io.atelier.engine.runtime.saved.Saver;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Mode;
import io.atelier.engine.training.PiecewiseRates;
import io.atelier.engine.training.ReduceLearningRateOnPlateau;
import io.atelier.engine.training.Trainer;
import io.atelier.engine.training.TrainingListener;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.op.Ops;

/**
 * A rate that is changed between epochs, seen in what the weight does: its gradient is -1 in every
 * step, so it grows by the rate.
 */
class LearningRateChangeTest {
  /** Steps of an epoch: two batches of two, and one of the example left. */
  private static final int STEPS = 3;

  private static final Model MODEL =
      Model.of(
          "one_weight",
          Input.floats(1),
          new Dense(1, Activation.LINEAR).withKernelInitializer(new Zeros()).withoutBias());

  @TempDir Path folder;

  private static Examples ones(float target) {
    float[] inputs = new float[5];
    float[] targets = new float[5];
    Arrays.fill(inputs, 1);
    Arrays.fill(targets, target);
    return new Examples(FloatValues.of(inputs, 5, 1), FloatValues.of(targets, 5, 1));
  }

  private static Training training(LearningRate rate) {
    return new Training(new Sgd(rate, 0, false), new MeanAbsoluteError(), List.of(), 2, 0, true);
  }

  private static Program program(LearningRate rate, Execution.Compilation compilation) {
    return Program.compile(
        MODEL,
        training(rate),
        Optional.of(ones(1000)),
        Optional.empty(),
        new Execution(Execution.Device.CPU, 0, compilation));
  }

  private static Program program(LearningRate rate) {
    return program(rate, Execution.Compilation.AUTO);
  }

  private static float weight(Program program) {
    return program.weights().get("dense/kernel").values()[0];
  }

  /** How far the weight has come after each epoch. */
  private record Watched(List<Float> weights) implements TrainingListener {
    @Override
    public Verdict epochEnded(History history, Learner learner) {
      weights.add(weight((Program) learner));
      return Verdict.CONTINUE;
    }
  }

  private static List<Float> moved(Program program, int epochs, TrainingListener callback) {
    Watched watched = new Watched(new ArrayList<>());
    var unused = new Trainer(epochs, List.of(callback, watched)).fit(program);
    return watched.weights;
  }

  @ParameterizedTest
  @EnumSource(Execution.Compilation.class)
  void everyStepReadsIt(Execution.Compilation compilation) {
    try (Program program = program(new ConstantRate(1), compilation)) {
      var table = new PiecewiseRates(List.of(1, 2), List.of(0.5, 2.0, 0.25));
      assertThat(moved(program, 3, table))
          .containsExactly(STEPS * 0.5f, STEPS * 2.5f, STEPS * 2.75f);
      assertThat(program.learningRate()).isEqualTo(0.25);
    }
  }

  /** The loss falls by less than min_delta. */
  @Test
  void isReducedOnAPlateau() {
    var plateau = new ReduceLearningRateOnPlateau("loss", 0.5, 1, Mode.AUTO, 5000, 2, 0.125);
    try (Program program = program(new ConstantRate(1))) {
      assertThat(moved(program, 6, plateau)).endsWith(STEPS * (2 + 2 * 0.5f + 2 * 0.25f));
      assertThat(program.learningRate()).isEqualTo(0.125);
    }
  }

  @Test
  void aRateIsSetToTheBitAndTold() {
    try (Program program = program(new ConstantRate(0.1))) {
      for (double rate : new double[] {0.01, 0.003, 1e-7, 0.7, 0.1}) {
        program.setLearningRate(rate);
        assertThat(program.learningRate()).isEqualTo((float) rate);
        EpochResult epoch = program.trainEpoch(0, done -> Verdict.CONTINUE).orElseThrow();
        assertThat(epoch.learningRate()).isEqualTo((float) rate);
      }
    }
  }

  @Test
  void aScheduleGoesOnFromIt() {
    InverseTimeDecay decay = new InverseTimeDecay(1, 1, 1, false);
    try (Program program = program(decay)) {
      var unused = program.trainEpoch(0, done -> Verdict.CONTINUE);
      assertThat(program.learningRate()).isEqualTo(0.25);
      program.setLearningRate(1);
      float before = weight(program);
      EpochResult epoch = program.trainEpoch(1, done -> Verdict.CONTINUE).orElseThrow();
      assertThat(weight(program) - before).isCloseTo(1 + 4 / 5f + 4 / 6f, within(1e-6f));
      assertThat(epoch.learningRate()).isEqualTo((float) (4 * (double) (1 / 6f)));
    }
  }

  @Test
  void isSavedAndRestored() throws IOException {
    Path checkpoint = folder.resolve("checkpoint");
    try (Program program = program(new ConstantRate(1))) {
      program.setLearningRate(0.003);
      program.save(checkpoint);
    }
    try (Program program = program(new ConstantRate(1))) {
      program.restore(checkpoint);
      assertThat(program.learningRate()).isEqualTo((float) 0.003);
    }
  }

  /** Which has none: its rates are the schedule's. */
  @Test
  void aCheckpointOfAnEarlierVersionIsRead() throws IOException {
    Path earlier = Files.createDirectory(folder.resolve("earlier"));
    try (Compiled compiled =
        Compiled.of(
            MODEL, training(new ConstantRate(1)), Optional.empty(), Optional.empty(), CPU)) {
      compiled.weights().set(Map.of("dense/kernel", FloatValues.of(new float[] {7}, 1, 1)));
      Ops tf = Ops.create(compiled.built().graph()).withSubScope("earlier");
      Saver.of(tf, compiled.built().variables().savedEarlier())
          .save(compiled.built().session(), Checkpoint.prefix(earlier));
    }
    try (Program program = program(new ConstantRate(1))) {
      program.setLearningRate(0.5);
      program.restore(earlier);
      assertThat(weight(program)).isEqualTo(7);
      assertThat(program.learningRate()).isEqualTo(1);
    }
  }

  private static final Execution CPU = Execution.AUTO.on(Execution.Device.CPU);

  @Test
  void rejectsRatesThatAreNone() {
    try (Program program = program(new CosineDecay(1, 3, 0))) {
      for (double rate : new double[] {0, -1, Double.NaN, 1e300, 1e-60}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> program.setLearningRate(rate))
            .withMessage(
                "Program needs a learning rate that is a positive number of float32, got %s; give one such as 0.001"
                    .formatted(rate));
      }
      var unused = program.trainEpoch(0, done -> Verdict.CONTINUE);
      assertThatIllegalStateException()
          .isThrownBy(() -> program.setLearningRate(0.5))
          .withMessageStartingWith("Program needs a schedule whose rate is above 0 to change it");
    }
  }
}
