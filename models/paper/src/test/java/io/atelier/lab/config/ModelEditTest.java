package io.atelier.lab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Node;
import io.atelier.engine.layer.merge.Add;
import io.atelier.paper.network.Catalogue;
import io.atelier.paper.network.PaperModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelEditTest {
  static List<PaperModel> models() {
    return Catalogue.models();
  }

  @ParameterizedTest
  @MethodSource("models")
  void dropoutIsWhereThePaperHasIt(PaperModel model) {
    for (double rate : new double[] {0.2, 0.5, 0}) {
      Model expected = model.build(rate, model.defaultInitializer());
      assertThat(ModelEdit.dropout(model.build(), rate)).isEqualTo(expected);
      assertThat(ModelEdit.dropout(ModelEdit.dropout(model.build(), 0.7), rate))
          .isEqualTo(expected);
      assertThat(ModelEdit.dropout(expected)).isEqualTo(rate);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyKernelTakesAnotherInitializer(PaperModel model) {
    for (KernelInitializer initializer : KernelInitializer.values()) {
      assertThat(ModelEdit.kernels(model.build(), initializer.initializer()))
          .isEqualTo(model.build(0, initializer));
    }
  }

  @ParameterizedTest
  @EnumSource(KernelInitializer.class)
  void theSameInitializerChangesNothing(KernelInitializer initializer) {
    Model model = Catalogue.models().get(0).build(0.2, initializer);
    assertThat(ModelEdit.kernels(model, initializer.initializer())).isEqualTo(model);
  }

  @Test
  void aGraphHasNoPlaceForDropout() {
    Node in = Node.input("in", Input.floats(4));
    Model graph =
        Model.of(
            "forked",
            in,
            new Add()
                .of(
                    in.then(new Dense(3, Activation.LINEAR)),
                    in.then(new Dense(3, Activation.LINEAR))));
    assertThatThrownBy(() -> ModelEdit.dropout(graph, 0.2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--dropout needs a model that is a chain of layers, got forked, a graph; set the rates"
                + " in its file");
  }

  @Test
  void itsOwnDropoutGivesWay() {
    Model model =
        Model.of(
            "m",
            Input.floats(4),
            new Dropout(0.5),
            new Dense(3, Activation.LINEAR),
            new Dropout(0.1));
    assertThat(ModelEdit.dropout(model, 0.25))
        .isEqualTo(
            Model.of("m", Input.floats(4), new Dropout(0.25), new Dense(3, Activation.LINEAR)));
  }
}
