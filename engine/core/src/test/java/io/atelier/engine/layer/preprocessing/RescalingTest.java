package io.atelier.engine.layer.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.ByteValues;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.BuiltLayer;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class RescalingTest implements LayerContract {
  @Override
  public Layer layer() {
    return new Rescaling(2, 255);
  }

  @Override
  public Shape input() {
    return Shape.of(2, 3);
  }

  @Override
  public Shape output() {
    return Shape.of(2, 3);
  }

  private static float[] quotients() {
    float[] quotients = new float[256];
    for (int p = 0; p < 256; p++) {
      quotients[p] = (float) p / 255f;
    }
    return quotients;
  }

  @Test
  void everyByteIsDividedAsAFloatIs() {
    byte[] bytes = new byte[256];
    for (int p = 0; p < 256; p++) {
      bytes[p] = (byte) p;
    }
    Model model = Model.of("rescaling", Input.bytes(256), new Rescaling(1, 255));
    try (Program program = Program.compile(model, Training.of(new Sgd(1), 1))) {
      assertThat(program.predict(ByteValues.of(bytes, 1, 256))[0]).containsExactly(quotients());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void trainingDividesAsInferenceDoes(boolean compiled) {
    float[] bytes = new float[256];
    for (int p = 0; p < 256; p++) {
      bytes[p] = p;
    }
    try (BuiltLayer built =
        new BuiltLayer(new Rescaling(1, 255), Shape.of(1, 256), true, compiled, 0)) {
      assertThat(built.at(0, List.of(new float[256], bytes)).get(0)).containsExactly(quotients());
    }
  }

  @Test
  void multipliesByTheNumerator() {
    try (BuiltLayer built = new BuiltLayer(new Rescaling(3, 4), Shape.of(1, 2), false, false, 0)) {
      assertThat(built.at(0, List.of(new float[2], new float[] {2, -4})).get(0))
          .containsExactly(1.5f, -3);
    }
  }

  @Test
  void addsTheOffset() {
    try (BuiltLayer built =
        new BuiltLayer(new Rescaling(2, 255, -1), Shape.of(1, 3), false, false, 0)) {
      assertThat(built.at(0, List.of(new float[3], new float[] {0, 127.5f, 255})).get(0))
          .containsExactly(-1, 0, 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.00392156862745098, 1, 255",
    "0.00784313725490196, 2, 255",
    "-0.75, -3, 4",
    "2, 2, 1",
    "0, 0, 1",
    "0.0171247538316637, 0.0171247538316637, 1",
    "3.5e-10, 3.5e-10, 1",
    "1e20, 1e20, 1"
  })
  void kerasScaleIsReadAsTheFractionItIs(double scale, double numerator, double denominator) {
    String json = "{\"class_name\": \"Rescaling\", \"config\": {\"scale\": %s, \"offset\": -0.5}}";

    assertThat(KerasConfig.read(json.formatted(scale), Layer.class))
        .isEqualTo(new Rescaling(numerator, denominator, -0.5));
    assertThat(numerator / denominator).isEqualTo(scale);
  }

  @Test
  void rejectsAnOffsetThatFloat32DoesNotHold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rescaling(1, 255, Double.NaN))
        .withMessageContaining("Rescaling needs offset");
  }

  @Test
  void rejectsADivisionByZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rescaling(1, 0))
        .withMessage(
            "Rescaling needs finite numbers and a denominator that is not 0, got 1.0/0.0; for bytes to [0, 1] use new Rescaling(1, 255)");
  }

  @Test
  void rejectsAnInfiniteNumerator() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rescaling(Double.POSITIVE_INFINITY, 2))
        .withMessage(
            "Rescaling needs finite numbers and a denominator that is not 0, got Infinity/2.0; for bytes to [0, 1] use new Rescaling(1, 255)");
  }
}
