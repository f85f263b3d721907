package io.atelier.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.runtime.BuiltLayer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class DropoutTest implements LayerContract {
  private static final int PLACES = 10_000;

  @Override
  public Layer layer() {
    return new Dropout(0.4);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3, 4);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3, 4);
  }

  private static float[] dropped(
      Layer layer, boolean training, boolean compiled, long seed, long step, float[] input) {
    try (BuiltLayer built =
        new BuiltLayer(layer, Shape.of(1, input.length), training, compiled, seed)) {
      return built.at(step, List.of(new float[input.length], input)).get(0);
    }
  }

  private static float[] ones() {
    float[] ones = new float[PLACES];
    Arrays.fill(ones, 1);
    return ones;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.2, 0.3, 0.5, 0.9})
  void keptValuesAreMultipliedByTheFloatOfOneOverTheKeptShare(double rate) {
    float[] input = new float[PLACES];
    for (int i = 0; i < PLACES; i++) {
      input[i] = (float) Math.sin(i + 1);
    }
    float[] output = dropped(new Dropout(rate), true, false, 1, 0, input);
    float[] expected = new float[PLACES];
    for (int i = 0; i < PLACES; i++) {
      expected[i] = output[i] == 0 ? 0 : input[i] * (float) (1 / (1 - rate));
    }
    assertThat(output).containsExactly(expected).contains(0);
    assertThat(Arrays.equals(output, new float[PLACES])).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.2, 0.5, 0.9})
  void keepsTheRightShare(double rate) {
    float[] output = dropped(new Dropout(rate), true, false, 1, 0, ones());
    long kept = IntStream.range(0, PLACES).filter(i -> output[i] != 0).count();
    double deviation = Math.sqrt(PLACES * rate * (1 - rate));

    assertThat((double) kept).isCloseTo(PLACES * (1 - rate), Offset.offset(5 * deviation));
  }

  @Test
  void masksDifferBetweenStepsAndSeedsAndLayers() {
    Layer one = new Dropout(0.5);
    float[] mask = dropped(one, true, false, 1, 0, ones());

    assertHalfDiffers(mask, dropped(one, true, false, 1, 1, ones()));
    assertHalfDiffers(mask, dropped(one, true, false, 2, 0, ones()));
    // What passes both layers is 4 where both masks keep: a quarter, if the masks differ.
    float[] twice = dropped(Sequential.of(one, one), true, false, 1, 0, ones());
    assertThat((double) IntStream.range(0, PLACES).filter(i -> twice[i] != 0).count())
        .isCloseTo(PLACES / 4.0, Offset.offset(5 * Math.sqrt(PLACES * 3 / 16.0)));
  }

  private static void assertHalfDiffers(float[] mask, float[] other) {
    long differ = IntStream.range(0, PLACES).filter(i -> mask[i] != other[i]).count();
    assertThat((double) differ).isCloseTo(PLACES / 2.0, Offset.offset(5 * Math.sqrt(PLACES / 4.0)));
  }

  @Test
  void theSameStepAndSeedGiveTheSameMaskCompiledOrNot() {
    float[] mask = dropped(layer(), true, false, 1, 7, ones());

    assertThat(dropped(layer(), true, false, 1, 7, ones())).containsExactly(mask);
    assertThat(dropped(layer(), true, true, 1, 7, ones())).containsExactly(mask);
  }

  @Test
  void doesNothingOutsideTraining() {
    assertThat(dropped(layer(), false, false, 1, 0, new float[] {1, -2, 0.3f}))
        .containsExactly(1, -2, 0.3f);
  }

  @Test
  void aRateOfZeroKeepsEverything() {
    assertThat(dropped(new Dropout(0), true, false, 1, 0, new float[] {1, -2, 0.3f}))
        .containsExactly(1, -2, 0.3f);
  }

  @Test
  void dropsInfinitiesAndNotANumberToo() {
    float[] input = new float[64];
    Arrays.fill(input, 0, 32, Float.NaN);
    Arrays.fill(input, 32, 64, Float.POSITIVE_INFINITY);

    assertThat(dropped(new Dropout(0.5), true, false, 1, 0, input)).contains(0f);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void rejectsARateThatIsNoShare(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dropout(rate))
        .withMessage(
            "Dropout needs a rate in [0, 1), got "
                + rate
                + "; give the fraction to drop, such as 0.2");
  }
}
