package io.atelier.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.FloatValues;
import io.atelier.engine.JShellSource;
import io.atelier.engine.Rounding;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.BuiltLayer;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** What every layer keeps. */
@Tag("numeric")
public interface LayerContract {
  float STEP = 1f / 64;

  /** {@return the layer, smooth around inputs that are multiples of 1/16} */
  Layer layer();

  /** {@return shape of the input, {@code [batch, ...]}} */
  Shape input();

  /** {@return shape of the output, {@code [batch, ...]}} */
  Shape output();

  /** {@return whether there is a gradient by the input; a layer that looks things up has none} */
  default boolean followsItsInput() {
    return true;
  }

  private static Training training(long seed) {
    return Training.of(new Sgd(0.1), 1).withSeed(seed);
  }

  private Program program(long seed) {
    Input inputs = Input.floats(input().tail().asArray());
    return Program.compile(Model.of("contract", inputs, layer()), training(seed));
  }

  /** Different multiples of 1/16 between -1 and 1 (or wider if there are more), shuffled. */
  private static float[] numbers(Shape shape, long seed) {
    int size = Math.toIntExact(shape.size());
    List<Integer> places = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(places, new Random(seed));
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (places.get(i) - size / 2) / 16f;
    }
    return numbers;
  }

  private FloatValues inputs() {
    int[] sizes = Arrays.stream(input().asArray()).mapToInt(Math::toIntExact).toArray();
    return FloatValues.of(numbers(input(), 1), sizes);
  }

  /** Coefficients and weights of size about 1, the input as it is. */
  private static List<float[]> fed(BuiltLayer built) {
    List<float[]> fed = new ArrayList<>();
    for (int i = 0; i < built.shapes().size(); i++) {
      float[] numbers = numbers(built.shapes().get(i), i);
      for (int j = 0; i != 1 && j < numbers.length; j++) {
        numbers[j] = (float) Math.sin(numbers[j] * 16 + 0.5);
      }
      fed.add(numbers);
    }
    return fed;
  }

  @Test
  default void givesTheShapeItPromises() {
    try (Program program = program(0);
        BuiltLayer built = new BuiltLayer(layer(), input(), true, false, 0)) {
      assertThat(program.outputs(inputs()).shape())
          .isEqualTo(Arrays.stream(output().asArray()).mapToObj(Math::toIntExact).toList());
      assertThat(built.shapes().get(0)).isEqualTo(output());
    }
  }

  @Test
  default void gradientIsTheFiniteDifference() {
    try (BuiltLayer built = new BuiltLayer(layer(), input(), true, false, 5)) {
      List<float[]> fed = fed(built);
      List<float[]> gradients = built.at(3, fed);
      for (int which = 1; which < fed.size(); which++) {
        if (!built.hasGradient(which) || (which == 1 && !followsItsInput())) {
          continue;
        }
        float[] gradient = gradients.get(which);
        double largest = 0;
        double loosest = 0;
        for (int i = 0; i < gradient.length; i++) {
          Difference difference = difference(built, fed, which, i, STEP);
          // Its error shrinks with the square of the step: what a step twice as wide gives is off
          // by
          // three times as much again.
          double curved =
              Math.abs(difference(built, fed, which, i, 2 * STEP).slope() - difference.slope());
          double tolerance = curved + difference.rounding();
          assertThat((double) gradient[i])
              .as("operand %d, place %d", which, i)
              .isCloseTo(difference.slope(), Offset.offset(tolerance));
          largest = Math.max(largest, Math.abs(difference.slope()));
          loosest = Math.max(loosest, tolerance);
        }
        assertThat(loosest).as("operand %d", which).isLessThan(largest / 100);
      }
    }
  }

  /**
   * A slope between two places.
   *
   * @param rounding how far it may be off because the outputs at both are rounded
   */
  record Difference(double slope, double rounding) {}

  private static Difference difference(
      BuiltLayer built, List<float[]> fed, int which, int place, float step) {
    float[] moved = fed.get(which);
    float at = moved[place];
    moved[place] = at + step;
    float[] above = built.at(3, fed).get(0);
    moved[place] = at - step;
    float[] below = built.at(3, fed).get(0);
    moved[place] = at;
    double slope = 0;
    double rounding = 0;
    double share = Rounding.FLOAT32.of(forwardRoundings(built));
    for (int i = 0; i < above.length; i++) {
      double coefficient = fed.get(0)[i];
      slope += coefficient * ((double) above[i] - below[i]) / (2 * step);
      if (above[i] != below[i]) {
        rounding += Math.abs(coefficient) * share * Math.max(1, Math.abs(above[i])) / step;
      }
    }
    return new Difference(slope, rounding);
  }

  /** An output is the sum of one product for each row of a kernel, activated: 8 roundings more. */
  private static long forwardRoundings(BuiltLayer built) {
    return 8
        + built.shapes().stream()
            .skip(2)
            .mapToLong(shape -> shape.size() / shape.get(shape.numDimensions() - 1))
            .sum();
  }

  private static float largest(float[] numbers) {
    float largest = 0;
    for (float number : numbers) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest;
  }

  @Test
  default void compiledItGivesTheSameOutputAndGradients() {
    try (BuiltLayer built = new BuiltLayer(layer(), input(), true, false, 5);
        BuiltLayer compiled = new BuiltLayer(layer(), input(), true, true, 5)) {
      List<float[]> fed = fed(built);
      List<float[]> expected = built.at(3, fed);
      List<float[]> actual = compiled.at(3, fed);
      // No result is the sum of more terms than numbers are fed; either may round each of them.
      long terms = fed.stream().mapToLong(numbers -> numbers.length).sum();
      double share = 2 * Rounding.FLOAT32.of(terms);
      for (int which = 0; which < expected.size(); which++) {
        assertThat(actual.get(which))
            .as("result %d", which)
            .containsExactly(
                expected.get(which), Offset.offset((float) (largest(expected.get(which)) * share)));
      }
    }
  }

  @Test
  default void sameSeedGivesTheSameWeights() {
    try (Program first = program(7);
        Program second = program(7);
        Program other = program(8)) {
      assertThat(second.weights()).isEqualTo(first.weights());
      if (first.weights().keySet().stream().anyMatch(name -> name.endsWith("kernel"))) {
        assertThat(other.weights()).isNotEqualTo(first.weights());
      }
    }
  }

  @Test
  default void inferenceIsDeterministic() {
    try (Program first = program(7);
        Program second = program(7)) {
      FloatValues answers = first.outputs(inputs());

      assertThat(first.outputs(inputs())).isEqualTo(answers);
      assertThat(second.outputs(inputs())).isEqualTo(answers);
    }
  }

  @Test
  default void printsAsTheSourceThatMakesIt() {
    assertThat(JShellSource.evaluate(layer().toString())).isEqualTo(layer());
  }

  @Test
  default void survivesTheCodec() {
    String json = KerasConfig.write(layer());

    assertThat(KerasConfig.read(json, Layer.class)).isEqualTo(layer());
  }

  @Test
  default void survivesExportAndReload(@TempDir Path folder) throws IOException {
    Path exported = folder.resolve("model");
    try (Program program = program(7)) {
      program.export(exported);
      try (SavedModelBundle bundle = SavedModelBundle.load(exported.toString());
          TFloat32 fed =
              TFloat32.tensorOf(input(), DataBuffers.of(inputs().values(), true, false));
          Result result = bundle.call(Map.of("input", fed))) {
        TFloat32 answers = (TFloat32) result.get("output").orElseThrow();
        float[] values = new float[Math.toIntExact(answers.size())];
        answers.copyTo(DataBuffers.of(values));

        assertThat(answers.shape()).isEqualTo(output());
        float[] expected = program.outputs(inputs()).values();
        try (BuiltLayer built = new BuiltLayer(layer(), input(), false, false, 0)) {
          double share = 2 * Rounding.FLOAT32.of(forwardRoundings(built));
          float offset = (float) (share * Math.max(1, largest(expected)));
          assertThat(values).containsExactly(expected, Offset.offset(offset));
        }
        refusesExamplesOfOneAxisMore(bundle);
      }
    }
  }

  private void refusesExamplesOfOneAxisMore(SavedModelBundle bundle) {
    Shape wrong = Shape.of(input().get(0), 1).append(input().tail());
    try (TFloat32 fed = TFloat32.tensorOf(wrong, DataBuffers.of(inputs().values(), true, false))) {
      assertThatThrownBy(() -> bundle.call(Map.of("input", fed)).close())
          .isInstanceOf(TFInvalidArgumentException.class)
          .hasMessageContaining("is not compatible with expected shape");
    }
  }

  @Test
  default void weightsGoOutAndInAgain() {
    try (Program first = program(7);
        Program other = program(8)) {
      other.setWeights(first.weights());

      assertThat(other.weights()).isEqualTo(first.weights());
      assertThat(other.outputs(inputs())).isEqualTo(first.outputs(inputs()));
    }
  }
}
