package io.atelier.engine.layer.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class NormalizationTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Normalization(List.of(0.25, -1.0, 0.5), List.of(4.0, 0.25, 1.0));
  }

  @Override
  public Shape input() {
    return Shape.of(2, 2, 3);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 2, 3);
  }

  private static float[] of(Normalization layer, boolean compiled, int features, float... inputs) {
    Shape shape = Shape.of(inputs.length / features, features);
    try (BuiltLayer built = new BuiltLayer(layer, shape, true, compiled, 0)) {
      return built.at(0, List.of(new float[inputs.length], inputs)).get(0);
    }
  }

  /** The numbers of Keras' documentation. */
  @Test
  void givesWhatKerasDocuments() {
    assertThat(of(new Normalization(List.of(3.0), List.of(2.0)), false, 1, 1, 2, 3))
        .containsExactly(-1.4142135f, -0.70710677f, 0);
    assertThat(
            of(
                new Normalization(List.of(1.0, 8.0, 5.0), List.of(1.0, 1.0, 1.0)),
                false,
                3,
                new float[] {0, 7, 4}))
        .containsExactly(-1, -1, -1);
  }

  /** As Java, which does not rewrite divisions, computes Keras' formula in float32. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyNumberIsTheFloatOfTheFormula(boolean compiled) {
    Random random = new Random(3);
    float[] inputs = new float[3000];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = 256 * random.nextFloat();
    }
    List<Double> means = List.of(72.94, 130.0, 0.1);
    List<Double> variances = List.of(8110.3, 3.0, 7.0);
    float[] expected = new float[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      float centred = inputs[i] - means.get(i % 3).floatValue();
      expected[i] = centred / (float) Math.sqrt(variances.get(i % 3).floatValue());
    }

    assertThat(of(new Normalization(means, variances), compiled, 3, inputs))
        .containsExactly(expected);
  }

  @Test
  void aFeatureThatNeverChangesIsDividedByKerasEpsilon() {
    assertThat(of(new Normalization(List.of(5.0), List.of(0.0)), false, 1, 5, 6))
        .containsExactly(0, 1 / 1e-7f);
  }

  @Test
  void rejectsOtherFeatures() {
    Normalization layer = new Normalization(List.of(0.0, 0.0), List.of(1.0, 1.0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(layer, false, 3, 1, 2, 3))
        .withMessage(
            "Normalization needs [batch, ..., 2], got [?, 3]; give a mean and a variance for each place of the last axis, or one for all");
  }

  @Test
  void rejectsWhatIsNoMeanAndVariance() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Normalization(List.of(0.0, 1.0), List.of(1.0)))
        .withMessageContaining("got 2 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Normalization(List.of(), List.of()))
        .withMessageContaining("got 0 and 0");
    for (double wrong : new double[] {-1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Normalization(List.of(0.0), List.of(wrong)))
          .withMessageContaining("variances of at least 0, got " + wrong);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Normalization(List.of(1e300), List.of(1.0)))
        .withMessageContaining("mean");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Normalization(Arrays.asList((Double) null), List.of(1.0)))
        .withMessageContaining("without null");
  }
}
