package io.atelier.paper.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.ModelSummary;
import io.atelier.lab.config.KernelInitializer;
import io.atelier.lab.config.Presets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TunedTest {

  /** By hand: a convolution has {@code k * k * in * filters + filters}, its pooling halves. */
  @ParameterizedTest
  @CsvSource({
    "mlp-256x3, 335114",
    "mlp-64x1, 50890",
    "cnn-32k3s1-64k3s1, 50186",
    "cnn-128k3s1-64k5s2, 216394",
    "cnn-64k5s2-32k5s2-dense16-dense8, 55186",
  })
  void itsNameSaysItAll(String name, long parameters) {
    PaperModel model = Catalogue.find(name).orElseThrow();
    assertThat(model.name()).isEqualTo(name);
    Model built = model.build();
    assertThat(built.name()).isEqualTo(name);
    assertThat(ModelSummary.of(built).parameters()).isEqualTo(parameters);
  }

  @Test
  void aSizeOfTheCatalogueIsTheCataloguesNetwork() {
    assertThat(
            Catalogue.find("mlp-64x2")
                .orElseThrow()
                .build(0.2, KernelInitializer.GLOROT_UNIFORM)
                .layers())
        .isEqualTo(
            Catalogue.find("mlp-medium-64")
                .orElseThrow()
                .build(0.2, KernelInitializer.GLOROT_UNIFORM)
                .layers());
    assertThat(
            Catalogue.find("cnn-64k3s1")
                .orElseThrow()
                .build(0.2, KernelInitializer.HE_NORMAL)
                .layers())
        .isEqualTo(
            Catalogue.find("cnn-small-64")
                .orElseThrow()
                .build(0.2, KernelInitializer.HE_NORMAL)
                .layers());
  }

  @Test
  void dropoutStandsBeforeEveryDenseLayer() {
    List<String> layers =
        Catalogue.find("cnn-8k3s1-dense16-dense16")
            .orElseThrow()
            .build(0.2, KernelInitializer.GLOROT_UNIFORM)
            .layers()
            .stream()
            .map(Object::toString)
            .filter(layer -> layer.contains("Dropout") || layer.contains("Dense"))
            .toList();
    assertThat(layers).hasSize(6);
    for (int i = 0; i < 6; i += 2) {
      assertThat(layers.get(i)).contains("Dropout(0.2)");
      assertThat(layers.get(i + 1)).contains("Dense(");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlp-0x1",
        "mlp-64",
        "mlp-64x0",
        "cnn-",
        "cnn-64k3",
        "cnn-64k3s1-dense",
        "cnn-64k0s1"
      })
  void refusesOtherNames(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Presets.named(name))
        .withMessageStartingWith("unknown model '" + name + "'; did you mean ");
  }
}
