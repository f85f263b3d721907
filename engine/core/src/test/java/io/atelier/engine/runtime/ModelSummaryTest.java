package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import org.junit.jupiter.api.Test;

/** The layout of Keras 2.12, {@code layer_utils.py:180-443}. */
class ModelSummaryTest {
  private static final String LINE = "_".repeat(65);
  private static final String DOUBLE = "=".repeat(65);
  private static final String BLANK = " ".repeat(65);

  private static final Model MODEL =
      Model.of(
          "sequential",
          Input.bytes(28, 28, 1),
          new Conv2D(64, 3, Activation.RELU),
          new MaxPooling2D(2),
          new Flatten(),
          new Dropout(0.5),
          new Dense(128, Activation.RELU),
          new Dense(10, Activation.SOFTMAX));

  @Test
  void aSequentialModelIsListedWithoutItsInput() {
    assertThat(ModelSummary.of(MODEL).text().lines())
        .containsExactly(
            "Model: \"sequential\"",
            LINE,
            " Layer (type)                Output Shape              Param #   ",
            DOUBLE,
            " conv2d (Conv2D)             (None, 26, 26, 64)        640       ",
            BLANK,
            " max_pooling2d (MaxPooling2D  (None, 13, 13, 64)       0         ",
            " )                                                               ",
            BLANK,
            " flatten (Flatten)           (None, 10816)             0         ",
            BLANK,
            " dropout (Dropout)           (None, 10816)             0         ",
            BLANK,
            " dense (Dense)               (None, 128)               1384576   ",
            BLANK,
            " dense_1 (Dense)             (None, 10)                1290      ",
            BLANK,
            DOUBLE,
            "Total params: 1,386,506",
            "Trainable params: 1,386,506",
            "Non-trainable params: 0",
            LINE);
  }

  @Test
  void aFunctionalModelIsListedWithItsInput() {
    assertThat(ModelSummary.of(MODEL).text(true, false).lines())
        .hasSize(24)
        .startsWith(
            "Model: \"sequential\"",
            LINE,
            " Layer (type)                Output Shape              Param #   ",
            DOUBLE,
            " Input (InputLayer)          [(None, 28, 28, 1)]       0         ",
            BLANK,
            " conv2d (Conv2D)             (None, 26, 26, 64)        640       ");
  }

  @Test
  void aColumnTellsWhatIsTrainable() {
    Model model =
        Model.of(
            "trainable",
            Input.floats(3, 5, 5),
            new Conv2D(2, 1, Activation.LINEAR).withStrides(Size.square(2)).named("conv").frozen(),
            new Flatten().named("flat"),
            new Dense(5, Activation.LINEAR));

    assertThat(ModelSummary.of(model).text(false, true).lines())
        .containsExactly(
            "Model: \"trainable\"",
            "_".repeat(76),
            " Layer (type)                Output Shape              Param #   Trainable  ",
            "=".repeat(76),
            " conv (Conv2D)               (None, 2, 3, 2)           12        N          ",
            " ".repeat(76),
            " flat (Flatten)              (None, 12)                0         Y          ",
            " ".repeat(76),
            " dense (Dense)               (None, 5)                 65        Y          ",
            " ".repeat(76),
            "=".repeat(76),
            "Total params: 77",
            "Trainable params: 65",
            "Non-trainable params: 12",
            "_".repeat(76));
  }

  @Test
  void aLongNameGoesOnInTheNextLine() {
    Model model =
        Model.of(
            "wrapped",
            Input.floats(2),
            new Dense(1, Activation.LINEAR).named("a_name_longer_than_its_column_has_room"));

    assertThat(ModelSummary.of(model).text().lines())
        .contains(
            " a_name_longer_than_its_colu  (None, 1)                3         ",
            " mn_has_room (Dense)                                             ");
  }

  /** As notebooks of that time show it. */
  @Test
  void wrapsAPoolingLayerAsKerasDoes() {
    Model model = Model.of("sequential", Input.floats(26, 26, 32), new MaxPooling2D(2));

    assertThat(ModelSummary.of(model).text().lines())
        .contains(
            " max_pooling2d (MaxPooling2D  (None, 13, 13, 32)       0         ",
            " )                                                               ");
  }
}
