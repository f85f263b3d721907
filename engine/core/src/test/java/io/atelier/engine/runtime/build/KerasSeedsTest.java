package io.atelier.engine.runtime.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.FloatValues;
import io.atelier.engine.initializer.GlorotUniform;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Computed;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.TestDevice;
import io.atelier.engine.runtime.Training;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/**
 * The numbers are what CPython's {@code random.seed(s)} and four times {@code random.randint(1,
 * 10**9)} give.
 */
@Tag("numeric")
class KerasSeedsTest {
  private static final long[] OF_42 = {686579304, 119540832, 26855093, 796233791};

  @Test
  void drawsWhatPythonDrawsAfterSeed0() {
    assertThat(draws(0, 4)).containsExactly(906691060, 413654000, 813847340, 955892129);
  }

  @Test
  void drawsWhatPythonDrawsAfterSeed42() {
    assertThat(draws(42, 4)).containsExactly(OF_42);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 4_294_967_296L, 1L << 40})
  void ignoresTheSignOfTheSeed(long seed) {
    assertThat(draws(-seed, 100)).containsExactly(draws(seed, 100));
  }

  @Test
  void drawsOtherNumbersForSeedsThatDifferOnlyAbove32Bits() {
    assertThat(draws(42 + (1L << 32), 4)).isNotEqualTo(draws(42, 4));
  }

  @Test
  void staysBetweenOneAndABillion() {
    assertThat(Arrays.stream(draws(7, 10_000)).summaryStatistics())
        .satisfies(
            range -> {
              assertThat(range.getMin()).isBetween(1L, 1_000_000L);
              assertThat(range.getMax()).isBetween(999_000_000L, 1_000_000_000L);
            });
  }

  @Test
  void givesEveryKernelTheSeedKerasGivesIt() {
    assertThat(OF_42).startsWith(686579304, 119540832);
    requireKerasWeights(
        Model.of(
            "two",
            Input.floats(20),
            new Dense(8, Activation.RELU),
            new Dense(3, Activation.SOFTMAX)));
  }

  @Test
  void drawsNoSeedForDropout() {
    Layer dropout = new Dropout(0.5);
    requireKerasWeights(
        Model.of(
            "two",
            Input.floats(20),
            dropout,
            new Dense(8, Activation.RELU),
            dropout,
            new Dense(3, Activation.SOFTMAX)));
  }

  @Test
  void drawsNoSeedForAKernelThatHasOne() {
    Layer seeded = new Dense(8, Activation.RELU).withKernelInitializer(new GlorotUniform(5));
    Map<String, FloatValues> weights =
        weights(Model.of("two", Input.floats(20), seeded, new Dense(3, Activation.SOFTMAX)));
    assertThat(weights.get("dense/kernel")).isEqualTo(glorot(5, 20, 8));
    assertThat(weights.get("dense_1/kernel")).isEqualTo(glorot(OF_42[0], 8, 3));
  }

  private static void requireKerasWeights(Model model) {
    Map<String, FloatValues> weights = weights(model);
    assertThat(weights)
        .containsOnlyKeys("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias");
    assertThat(weights.get("dense/kernel")).isEqualTo(glorot(OF_42[0], 20, 8));
    assertThat(weights.get("dense_1/kernel")).isEqualTo(glorot(OF_42[1], 8, 3));
    assertThat(weights.get("dense/bias")).isEqualTo(FloatValues.of(new float[8], 8));
    assertThat(weights.get("dense_1/bias")).isEqualTo(FloatValues.of(new float[3], 3));
  }

  private static Map<String, FloatValues> weights(Model model) {
    Training training = Training.of(new Sgd(0.1), 32).withSeed(42);
    try (Program program =
        Program.compile(
            model,
            training,
            Optional.empty(),
            Optional.empty(),
            TestDevice.execution(Execution.Compilation.AUTO))) {
      return program.weights();
    }
  }

  private static FloatValues glorot(long seed, long in, long out) {
    return Computed.floats(
        tf ->
            new GlorotUniform(seed)
                .values(
                    tf,
                    Shape.of(in, out),
                    () -> {
                      throw new AssertionError("a seed of its own needs no other");
                    }));
  }

  private static long[] draws(long seed, int count) {
    return LongStream.generate(new KerasSeeds(seed)).limit(count).toArray();
  }
}
