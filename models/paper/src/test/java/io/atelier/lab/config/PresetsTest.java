package io.atelier.lab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.paper.network.Catalogue;
import io.atelier.paper.network.PaperModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {
  static java.util.List<String> names() {
    return Presets.names();
  }

  @Test
  void thePapersNetworksAreThere() {
    assertThat(Presets.names())
        .containsExactlyElementsOf(Catalogue.models().stream().map(PaperModel::name).toList());
  }

  @ParameterizedTest
  @MethodSource("names")
  void aPresetIsTheSameBehindItsJson(String name) {
    RunConfig preset = Presets.named(name);
    assertThat(preset.model().name()).isEqualTo(name);
    assertThat(RunConfig.of(preset.json())).isEqualTo(preset);
    assertThat(RunConfigs.of(preset.json())).isEqualTo(preset);
    assertThat(RunConfigs.of(RunConfigs.parse("{\"model\": \"" + name + "\"}"))).isEqualTo(preset);
  }

  @Test
  void aShortNameMeansWhatItsNetworksMeanByIt() {
    assertThat(Presets.optimizer("mlp-small-64", "adam"))
        .isEqualTo(new Adam(new InverseTimeDecay(0.001, 1_593_750, 1)));
    assertThat(Presets.optimizer("mlp-256x3", "adam-constant")).isEqualTo(new Adam(0.001));
    assertThat(Presets.optimizer("my-own", "adam")).isEqualTo(new Adam(0.001));
    assertThat(Presets.optimizer("my-own", "sgd")).isEqualTo(new Sgd(0.01));
    assertThatThrownBy(() -> Presets.optimizer("my-own", "tiger"))
        .hasMessage(
            "--optimizer needs one of sgd, adam, rmsprop, adamw, nadam, adamax, adagrad, adadelta, adafactor, ftrl, lamb, lion, got 'tiger'");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Presets.named("cnn-smal-32"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown model 'cnn-smal-32'; did you mean cnn-small-32?");
  }
}
