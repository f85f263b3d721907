package io.atelier.engine.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.merge.Add;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelChangeTest {
  private static final Model CHAIN =
      Model.of(
          "chain",
          Input.floats(4),
          new Dense(8, Activation.RELU),
          new Dense(8, Activation.RELU).named("block_1"),
          new Dense(3, Activation.SOFTMAX));

  @Test
  void freezesByPattern() {
    Model frozen = CHAIN.frozen("block*");
    assertThat(frozen.layers()).extracting(Layer::trainable).containsExactly(true, false, true);
    assertThat(frozen.layerNames()).isEqualTo(CHAIN.layerNames());
    assertThat(CHAIN.frozen("dense", "block_?").layers())
        .extracting(Layer::trainable)
        .containsExactly(false, false, true);
    assertThat(CHAIN.frozen("*").frozen("*")).isEqualTo(CHAIN.frozen("*"));
    assertThat(CHAIN.frozen("*").trainable("*")).isEqualTo(CHAIN);
    assertThat(CHAIN.frozen("*").trainable("dense_1").layers())
        .extracting(Layer::trainable)
        .containsExactly(false, false, true);
    assertThat(KerasConfig.model(KerasConfig.write(frozen))).isEqualTo(frozen);
  }

  @Test
  void aNameThatIsNoneIsRefusedWithThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CHAIN.frozen("conv*"))
        .withMessage(
            "Model chain needs the name of one of its layers [dense, block_1, dense_1], * for any letters, got conv*; see 'summary'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CHAIN.frozen("block.1"))
        .withMessageContaining("got block.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CHAIN.upTo("dense_2"))
        .withMessageContaining("got dense_2");
  }

  @Test
  void replacesTheHead() {
    Model other = CHAIN.upTo("block_1", new Dropout(0.5), new Dense(5, Activation.SOFTMAX));
    assertThat(other)
        .isEqualTo(
            Model.of(
                "chain",
                Input.floats(4),
                CHAIN.layers().get(0),
                CHAIN.layers().get(1),
                new Dropout(0.5),
                new Dense(5, Activation.SOFTMAX)));
    assertThat(CHAIN.upTo("dense"))
        .isEqualTo(Model.of("chain", Input.floats(4), new Dense(8, Activation.RELU)));
  }

  /** A branch with its input is left out; the layers that stay keep their numbers. */
  @Test
  void takesOfAGraphWhatTheLayerNeeds() {
    Node left = Node.input("left", Input.floats(4));
    Node right = Node.input("right", Input.floats(4));
    Node one = new Dense(8, Activation.RELU).of(left);
    Node other = new Dense(8, Activation.RELU).of(right);
    Node deeper = new Dense(8, Activation.RELU).of(other);
    Node sum = new Add().of(one, new Add().named("inner").of(other, deeper));
    Model graph =
        Model.of("graph", List.of(left, right), List.of(new Dense(2, Activation.LINEAR).of(sum)));
    String inner = "inner";

    Model part = graph.upTo(inner, new Dense(1, Activation.LINEAR).named("head"));
    assertThat(part.inputs()).extracting(Model.NamedInput::name).containsExactly("right");
    assertThat(part.layerNames()).containsExactly("dense_1", "dense_2", "inner", "head");
    assertThat(part.outputs()).extracting(Model.NamedOutput::name).containsExactly("head");
    assertThat(KerasConfig.model(KerasConfig.write(part))).isEqualTo(part);
  }
}
