package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Jitter;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/** Numbers that layers draw: their distribution, and that a run has the same ones again. */
class RandomNumbersTest {
  private static final int COUNT = 1 << 18;

  /** A layer whose training output is what it draws. */
  private record Drawn(boolean normal) implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      if (!context.training()) {
        return context.tf().identity(input);
      }
      Shape shape = input.shape();
      return context.tf().math.add(input, normal ? context.normal(shape) : context.uniform(shape));
    }
  }

  private static float[] drawn(Layer layer, boolean compiled, long seed, long step, int count) {
    try (BuiltLayer built = new BuiltLayer(layer, Shape.of(4, count / 4), true, compiled, seed)) {
      return built.at(step, List.of(new float[count], new float[count])).get(0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void compiledOrNotTheNumbersAreTheSameToTheBit(boolean normal) {
    Layer layer = new Drawn(normal);
    float[] numbers = drawn(layer, false, 7, 3, 4096);

    assertThat(drawn(layer, true, 7, 3, 4096)).containsExactly(numbers);
    assertThat(drawn(layer, false, 7, 4, 4096)).isNotEqualTo(numbers);
    assertThat(drawn(layer, false, 8, 3, 4096)).isNotEqualTo(numbers);
  }

  /**
   * The largest distance of a sample's distribution from the expected: 1.95 / sqrt(n) in 1/1000.
   */
  private static double distance(float[] sample, DoubleUnaryOperator expected) {
    float[] sorted = sample.clone();
    Arrays.sort(sorted);
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      double share = expected.applyAsDouble(sorted[i]);
      distance =
          Math.max(
              distance,
              Math.max(
                  Math.abs(share - (double) i / sorted.length),
                  Math.abs(share - (i + 1.0) / sorted.length)));
    }
    return distance;
  }

  @Test
  void uniformNumbersAreUniform() {
    float[] numbers = drawn(new Drawn(false), false, 1, 0, COUNT);
    assertThat(distance(numbers, x -> x)).isLessThan(1.95 / Math.sqrt(COUNT));
    for (float number : numbers) {
      assertThat(number >= 0 && number < 1).isTrue();
    }
  }

  /** The normal distribution up to x, by adding up the density. */
  private static double normal(double x) {
    int steps = 200;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double middle = x * (i + 0.5) / steps;
      sum += Math.exp(-middle * middle / 2) * x / steps;
    }
    return 0.5 + sum / Math.sqrt(2 * Math.PI);
  }

  @Test
  void normalNumbersAreNormal() {
    float[] numbers = drawn(new Drawn(true), false, 1, 0, COUNT);
    assertThat(distance(numbers, RandomNumbersTest::normal)).isLessThan(1.95 / Math.sqrt(COUNT));
    double[] moments = new double[5];
    for (float number : numbers) {
      for (int power = 1; power <= 4; power++) {
        moments[power] += Math.pow(number, power) / COUNT;
      }
    }
    // Five standard errors: the powers have the variances 1, 2, 15 and 96.
    double[] expected = {0, 0, 1, 0, 3};
    double[] variances = {0, 1, 2, 15, 96};
    for (int power = 1; power <= 4; power++) {
      assertThat(moments[power])
          .as("moment %d", power)
          .isCloseTo(expected[power], Offset.offset(5 * Math.sqrt(variances[power] / COUNT)));
    }
  }

  @Test
  void neighboursAndLaterDrawsAreIndependent() {
    Layer twice =
        (context, input) ->
            context.training()
                ? context
                    .tf()
                    .math
                    .mul(
                        context.tf().math.add(input, context.normal(input.shape())),
                        context.normal(input.shape()))
                : input;
    float[] products = drawn(twice, false, 1, 0, COUNT);
    double mean = 0;
    for (float product : products) {
      mean += product / COUNT;
    }
    float[] numbers = drawn(new Drawn(true), false, 1, 0, COUNT);
    double neighbours = 0;
    for (int i = 1; i < COUNT; i++) {
      neighbours += (double) numbers[i] * numbers[i - 1] / COUNT;
    }
    assertThat(mean).isCloseTo(0, Offset.offset(5 / Math.sqrt(COUNT)));
    assertThat(neighbours).isCloseTo(0, Offset.offset(5 / Math.sqrt(COUNT)));
  }

  private static Model jittered() {
    return Model.of(
        "jittered",
        Input.bytes(8, 8, 1),
        new Rescaling(1, 255),
        new Flatten(),
        new Jitter(0.3).named("outer"),
        new Dense(4, Activation.SOFTMAX));
  }

  private static Program program(Compilation compilation) {
    return Program.compile(
        jittered(),
        Sets.training(),
        Optional.of(Sets.images(83, 1)),
        Optional.empty(),
        new Execution(Device.CPU, 0, compilation));
  }

  @ParameterizedTest
  @EnumSource(
      value = Compilation.class,
      names = {"COMPILED", "INTERPRETED"})
  void aResumedRunIsTheUninterruptedOneToTheBit(Compilation compilation, @TempDir Path folder)
      throws IOException {
    Path checkpoint = folder.resolve("checkpoint");
    Map<String, FloatValues> uninterrupted;
    try (Program program = program(compilation)) {
      program.trainEpoch(0, progress -> Verdict.CONTINUE);
      program.save(checkpoint);
      program.trainEpoch(1, progress -> Verdict.CONTINUE);
      uninterrupted = program.weights();
    }
    try (Program program = program(compilation)) {
      program.restore(checkpoint);
      program.trainEpoch(1, progress -> Verdict.CONTINUE);

      assertThat(program.weights()).isEqualTo(uninterrupted);
    }
  }

  /** {@return the mean of an epoch's drawn numbers and of their squares, over some devices} */
  private static List<Double> watched(Layer layer, int devices) {
    Training training =
        new Training(
            new Sgd(0.1),
            new MeanSquaredError(),
            List.of(
                new LossMetric(
                    "first",
                    (tf, prediction, targets) ->
                        tf.squeeze(
                            tf.slice(prediction.values(), tf.array(0, 0), tf.array(-1, 1)),
                            Squeeze.axis(List.of(1L))))),
            7,
            0,
            false);
    FloatValues zeros = FloatValues.of(new float[14 * 6], 14, 6);
    try (Program program =
        Program.compile(
            Model.of("drawn", Input.floats(6), layer),
            training,
            Optional.of(new Examples(zeros, zeros)),
            Optional.empty(),
            new Execution(Device.CPU, 0, Compilation.INTERPRETED).withReplicas(devices))) {
      var scores = program.trainEpoch(0, progress -> Verdict.CONTINUE).orElseThrow().training();
      return List.of(scores.loss(), scores.metric("first"));
    }
  }

  /** Draws in a shape of which every example has three rows. */
  private static Operand<TFloat32> inParts(LayerContext context, Operand<TFloat32> input) {
    if (!context.training()) {
      return context.tf().identity(input);
    }
    int batch = (int) input.shape().get(0);
    return context
        .tf()
        .reshape(context.normal(Shape.of(3L * batch, 2)), context.tf().array(batch, 6));
  }

  @Test
  void severalDevicesDrawWhatOneDraws() {
    for (Layer layer :
        List.of(new Drawn(true), new Drawn(false), (Layer) RandomNumbersTest::inParts)) {
      List<Double> one = watched(layer, 1);
      List<Double> three = watched(layer, 3);

      // Sums of 14 float32 values of size 1: a rounding of 2^-24 each.
      assertThat(three.get(0)).isCloseTo(one.get(0), Offset.offset(14 * 0x1p-23));
      assertThat(three.get(1)).isCloseTo(one.get(1), Offset.offset(14 * 0x1p-23));
    }
  }

  @Test
  void drawingOutsideTrainingOrWithoutABatchIsRefused() {
    Layer always = (context, input) -> context.tf().math.add(input, context.normal(input.shape()));
    assertThatIllegalStateException()
        .isThrownBy(() -> ModelSummary.of(Model.of("m", Input.floats(2), always.named("noise"))))
        .withMessage(
            "Layer noise needs a training step to draw random numbers in, got a graph that answers; ask context.training() first");
    Layer noBatch =
        (context, input) ->
            context.training() ? context.tf().math.add(input, context.uniform(Shape.of(6))) : input;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> watched(noBatch, 1))
        .withMessage(
            "context needs a shape [batch, ...] to draw random numbers, got [6] for a batch of 7; put the batch first");
  }
}
