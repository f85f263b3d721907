package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.Adafactor;
import io.atelier.engine.optimizer.Adagrad;
import io.atelier.engine.optimizer.AdamW;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.CosineDecay;
import io.atelier.engine.optimizer.Nadam;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.optimizer.WeightGroup;
import io.atelier.engine.optimizer.wrapper.ClipByGlobalNorm;
import io.atelier.engine.optimizer.wrapper.DecoupledWeightDecay;
import io.atelier.engine.optimizer.wrapper.GradientAccumulation;
import io.atelier.engine.optimizer.wrapper.MovingAverage;
import io.atelier.engine.optimizer.wrapper.WeightGroups;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.Execution.Precision;
import io.atelier.engine.training.Trainer;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What optimizers keep beside the weights, and when it counts. */
@Tag("numeric")
class OptimizerStateTest {
  @TempDir Path folder;

  /** Everything at once: 11 batches an epoch, so that an epoch ends inside an accumulation. */
  private static final Optimizer ALL =
      new MovingAverage(
          0.9,
          OptionalInt.of(2),
          new GradientAccumulation(
              3,
              new ClipByGlobalNorm(
                  0.5,
                  new WeightGroups(
                      List.of(new WeightGroup("bias", 0.5, false)),
                      new AdamW(
                          new CosineDecay(0, 40, 0.1).warmingUp(0.02, 5),
                          0.1,
                          0.9,
                          0.99,
                          1e-7,
                          true)))));

  static Stream<Arguments> optimizers() {
    return Stream.of(
            ALL,
            new Nadam(0.01),
            new Adagrad(0.05),
            new GradientAccumulation(2, new Adafactor(0.05)))
        .flatMap(
            optimizer ->
                Stream.of(Compilation.INTERPRETED, Compilation.COMPILED)
                    .map(compilation -> Arguments.of(optimizer, compilation)));
  }

  private static Program program(Optimizer optimizer, Compilation compilation) {
    return Program.compile(
        Sets.mlp(),
        Training.of(optimizer, 8),
        Optional.of(Sets.images(83, 1)),
        Optional.empty(),
        new Execution(Device.CPU, 0, compilation));
  }

  private static void train(Program program, int from, int to) {
    for (int epoch = from; epoch < to; epoch++) {
      assertThat(program.trainEpoch(epoch, progress -> Verdict.CONTINUE)).isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aRestoredTrainingGoesOnToTheBit(Optimizer optimizer, Compilation compilation)
      throws IOException {
    Path checkpoint = folder.resolve("saved");
    Map<String, FloatValues> uninterrupted;
    try (Program program = program(optimizer, compilation)) {
      train(program, 0, 1);
      program.save(checkpoint);
      Map<String, FloatValues> saved = program.weights();
      train(program, 1, 3);
      uninterrupted = program.weights();
      assertThat(uninterrupted).isNotEqualTo(saved);
    }
    try (Program program = program(optimizer, compilation)) {
      program.restore(checkpoint);
      train(program, 1, 3);

      assertThat(program.weights()).isEqualTo(uninterrupted);
    }
  }

  @Test
  void itLearns() {
    try (Program program = program(ALL, Compilation.AUTO)) {
      double first = new Trainer(1, List.of()).fit(program).last().training().loss();
      double last = new Trainer(12, List.of()).fit(program).last().training().loss();

      assertThat(last).isLessThan(0.9 * first);
    }
  }

  private static final Model TWO =
      Model.of("two", Input.floats(2), new Dense(2, Activation.SOFTMAX));

  private static Program two(Optimizer optimizer, Precision precision, float... firsts) {
    float[] values = new float[2 * firsts.length];
    for (int i = 0; i < firsts.length; i++) {
      values[2 * i] = firsts[i];
      values[2 * i + 1] = 1;
    }
    Examples examples =
        new Examples(
            FloatValues.of(values, firsts.length, 2),
            IntValues.of(new int[firsts.length], firsts.length));
    Training training = Training.of(optimizer, 1);
    return Program.compile(
        TWO,
        new Training(optimizer, training.loss(), List.of(), 1, 0, false),
        Optional.of(examples),
        Optional.empty(),
        new Execution(Device.CPU, 0, Compilation.INTERPRETED).withPrecision(precision));
  }

  @Test
  void theEndOfATrainingMakesWeightsTheirAverages() {
    // A momentum of 1 keeps the average at the weights after the first step.
    Optimizer average = new MovingAverage(1, new Sgd(0.5));
    Map<String, FloatValues> afterOne;
    try (Program program = two(new Sgd(0.5), Precision.FLOAT32, 1)) {
      train(program, 0, 1);
      afterOne = program.weights();
    }
    try (Program program = two(average, Precision.FLOAT32, 1, 2, 3)) {
      Map<String, FloatValues> initial = program.weights();
      program.endTraining();
      assertThat(program.weights()).as("no step was made").isEqualTo(initial);
      train(program, 0, 1);
      assertThat(program.weights()).as("in training").isNotEqualTo(afterOne);
      program.endTraining();
      assertThat(program.weights()).isEqualTo(afterOne);
    }
    try (Program program = two(average, Precision.FLOAT32, 1, 2, 3)) {
      new Trainer(2, List.of()).fit(program);
      assertThat(program.weights()).isEqualTo(afterOne);
    }
  }

  @Test
  void aBatchThatMixedPrecisionSkipsIsNotGathered() {
    Optimizer optimizer =
        new DecoupledWeightDecay(0.5, new Sgd(new ConstantRate(0.25), 0.5, false));
    Optimizer gathering = new GradientAccumulation(2, optimizer);
    Map<String, FloatValues> wanted;
    try (Program program = two(gathering, Precision.MIXED_FLOAT16, 1, 2)) {
      train(program, 0, 1);
      wanted = program.weights();
    }
    // Beyond float16's 65504 no gradient is finite.
    try (Program program = two(gathering, Precision.MIXED_FLOAT16, 1, 1e6f, 2)) {
      Map<String, FloatValues> initial = program.weights();
      train(program, 0, 1);
      program
          .weights()
          .forEach(
              (name, values) -> {
                assertThat(values).isNotEqualTo(initial.get(name));
                // The loss scale was halved: a power of two, which changes no digit.
                assertThat(values.values())
                    .containsExactly(wanted.get(name).values(), within(1e-6f));
              });
    }
  }
}
