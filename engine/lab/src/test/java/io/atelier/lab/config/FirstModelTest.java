package io.atelier.lab.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSet;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.preprocessing.Normalization;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.runtime.ModelSummary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstModelTest {
  @Test
  void columnsAreNormalizedAndTheNumberBeginsNearItsMean() {
    float[][] inputs = {{1, 10}, {3, 10}};
    DataSet set = DataSet.of("t", inputs, new float[] {100, 300});
    Model model = FirstModel.of("first", set);
    assertThat(model.input()).isEqualTo(Input.floats(2));
    // Means 2 and 10, variances 1 and 0; the targets are 200 with a deviation of 100.
    assertThat(model.layers().get(0))
        .isEqualTo(new Normalization(List.of(2.0, 10.0), List.of(1.0, 0.0)));
    assertThat(last(model)).isEqualTo(new Rescaling(100, 1, 200));
    assertThat(KerasConfig.model(KerasConfig.write(model))).isEqualTo(model);
  }

  @ParameterizedTest
  @CsvSource({"28,28,1", "64,48,3", "5,7,4", "1,1,3", "33,9,3", "256,256,3"})
  void picturesOfAnySizeHaveConvolutionsUntilLittleIsLeft(int height, int width, int channels) {
    DataSet set =
        DataSet.of(
            "pictures",
            new Examples(
                ByteValues.of(new byte[2 * height * width * channels], 2, height, width, channels),
                IntValues.of(new int[] {0, 1}, 2)));
    Model model = FirstModel.of("first", set);
    assertThat(model.input()).isEqualTo(Input.bytes(height, width, channels));
    assertThat(last(model)).isEqualTo(new Dense(2, Activation.SOFTMAX));
    assertThat(ModelSummary.of(model).parameters()).isBetween(1L, 2_000_000L);
  }

  @Test
  void grayPicturesWithoutAnAxisOfChannelsGetOne() {
    DataSet set =
        DataSet.of(
            "gray",
            new Examples(
                ByteValues.of(new byte[2 * 28 * 28], 2, 28, 28),
                IntValues.of(new int[] {0, 1}, 2)));
    assertThat(FirstModel.of("first", set).input()).isEqualTo(Input.bytes(28, 28, 1));
  }

  private static Layer last(Model model) {
    return model.layers().get(model.layers().size() - 1);
  }
}
