package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Node;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Shared;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.ToyResNet;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.merge.Add;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The layout of graphs in Keras 2.12, {@code layer_utils.py:180-443}. */
class GraphSummaryTest {
  private static final String LINE = "_".repeat(98);
  private static final String DOUBLE = "=".repeat(98);
  private static final String BLANK = " ".repeat(98);

  /** The encoder in Keras' example of a variational auto-encoder, whose summary it shows. */
  @Test
  void severalOutputsAsKerasExampleShows() {
    Layer conv =
        new Conv2D(32, 3, Activation.RELU).withStrides(Size.square(2)).withPadding(Padding.SAME);
    Layer more =
        new Conv2D(64, 3, Activation.RELU).withStrides(Size.square(2)).withPadding(Padding.SAME);
    Node image = Node.input("input_1", Input.floats(28, 28, 1));
    Node x = image.then(conv, more, new Flatten(), new Dense(16, Activation.RELU));
    Model model =
        Model.of(
            "encoder",
            List.of(image),
            List.of(
                x.then(new Dense(2, Activation.LINEAR).named("z_mean")),
                x.then(new Dense(2, Activation.LINEAR).named("z_log_var"))));

    assertThat(ModelSummary.of(model).text().lines())
        .containsExactly(
            "Model: \"encoder\"",
            LINE,
            " Layer (type)                   Output Shape         Param #     Connected to                     ",
            DOUBLE,
            " input_1 (InputLayer)           [(None, 28, 28, 1)]  0           []                               ",
            BLANK,
            " conv2d (Conv2D)                (None, 14, 14, 32)   320         ['input_1[0][0]']                ",
            BLANK,
            " conv2d_1 (Conv2D)              (None, 7, 7, 64)     18496       ['conv2d[0][0]']                 ",
            BLANK,
            " flatten (Flatten)              (None, 3136)         0           ['conv2d_1[0][0]']               ",
            BLANK,
            " dense (Dense)                  (None, 16)           50192       ['flatten[0][0]']                ",
            BLANK,
            " z_mean (Dense)                 (None, 2)            34          ['dense[0][0]']                  ",
            BLANK,
            " z_log_var (Dense)              (None, 2)            34          ['dense[0][0]']                  ",
            BLANK,
            DOUBLE,
            "Total params: 69,076",
            "Trainable params: 69,076",
            "Non-trainable params: 0",
            LINE);
  }

  /** With 3 channels, Keras' guide counts 223,242; with 1, the first kernel has 576 fewer. */
  @Test
  void aResidualNetwork() {
    ModelSummary summary = ModelSummary.of(ToyResNet.model());

    assertThat(summary.parameters()).isEqualTo(223_242 - 2 * 3 * 3 * 32);
    assertThat(summary.text().lines())
        .containsSubsequence(
            " max_pooling2d (MaxPooling2D)   (None, 8, 8, 64)     0           ['conv2d_1[0][0]']               ",
            " conv2d_2 (Conv2D)              (None, 8, 8, 64)     36928       ['max_pooling2d[0][0]']          ",
            " conv2d_3 (Conv2D)              (None, 8, 8, 64)     36928       ['conv2d_2[0][0]']               ",
            " add (Add)                      (None, 8, 8, 64)     0           ['conv2d_3[0][0]',               ",
            "                                                                  'max_pooling2d[0][0]']          ",
            " conv2d_4 (Conv2D)              (None, 8, 8, 64)     36928       ['add[0][0]']                    ",
            " add_1 (Add)                    (None, 8, 8, 64)     0           ['conv2d_5[0][0]',               ",
            "                                                                  'add[0][0]']                    ",
            " dense_1 (Dense)                (None, 10)           2570        ['dropout[0][0]']                ");
  }

  @Test
  void aSharedLayerIsListedOnceWithAllItsCalls() {
    Node left = Node.input("left", Input.floats(3));
    Node right = Node.input("right", Input.floats(3));
    Shared embed = new Shared(new Dense(3, Activation.RELU).frozen());
    Node twice = left.then(embed).then(embed);
    Model model =
        Model.of("shared", List.of(left, right), List.of(new Add().of(twice, embed.of(right))));

    ModelSummary summary = ModelSummary.of(model);

    assertThat(summary.parameters()).isEqualTo(12);
    assertThat(summary.trainableParameters()).isZero();
    assertThat(summary.text(false, true).lines())
        .contains(
            " dense (Dense)                  (None, 3)            12          ['left[0][0]',                   N          ",
            "                                                                  'dense[0][0]',                             ",
            "                                                                  'right[0][0]']                             ",
            " add (Add)                      (None, 3)            0           ['dense[1][0]',                  Y          ",
            "                                                                  'dense[2][0]']                             ");
  }
}
