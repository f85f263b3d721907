package io.atelier.paper.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.initializer.GlorotUniform;
import io.atelier.engine.initializer.HeNormal;
import io.atelier.engine.initializer.HeUniform;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Named;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.runtime.ModelSummary;
import io.atelier.lab.config.KernelInitializer;
import io.atelier.lab.config.Presets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
  /** The paper's sections 2 and 5. */
  private static final Map<String, Long> PARAMETERS = new LinkedHashMap<>();

  static {
    for (String suffix : List.of("", "-he")) {
      PARAMETERS.put("mlp-small-64" + suffix, 50_890L);
      PARAMETERS.put("mlp-small-128" + suffix, 101_770L);
      PARAMETERS.put("mlp-medium-64" + suffix, 55_050L);
      PARAMETERS.put("mlp-medium-128" + suffix, 118_282L);
      PARAMETERS.put("mlp-large-64" + suffix, 59_210L);
      PARAMETERS.put("mlp-large-128" + suffix, 134_794L);
    }
    PARAMETERS.put("cnn-small-32", 63_050L);
    PARAMETERS.put("cnn-small-64", 126_090L);
    PARAMETERS.put("cnn-medium-32-64", 50_186L);
    PARAMETERS.put("cnn-medium-64-128", 137_226L);
    PARAMETERS.put("cnn-large-32-64-128", 113_162L);
    PARAMETERS.put("cnn-large-64-128-256", 410_634L);
    PARAMETERS.put("cnn-medium-32-64-dense64", 220_234L);
    PARAMETERS.put("cnn-medium-64-128-dense128", 878_730L);
    PARAMETERS.put("cnn-large-32-64-128-dense128", 356_234L);
    PARAMETERS.put("cnn-large-64-128-256-dense256", 1_421_066L);
  }

  static List<PaperModel> models() {
    return Catalogue.models();
  }

  @Test
  void holdsThePapersModelsUnderTheirNamesInItsOrder() {
    assertThat(Catalogue.models())
        .extracting(PaperModel::name)
        .containsExactlyElementsOf(PARAMETERS.keySet());
    assertThat(Catalogue.models()).hasSize(22);
  }

  @ParameterizedTest
  @MethodSource("models")
  void hasAsManyParametersAsInThePaper(PaperModel model) {
    assertThat(ModelSummary.of(model.build()).parameters()).isEqualTo(PARAMETERS.get(model.name()));
    assertThat(ModelSummary.of(model.build()).trainableParameters())
        .isEqualTo(PARAMETERS.get(model.name()));
  }

  @ParameterizedTest
  @MethodSource("models")
  void isFoundByItsName(PaperModel model) {
    assertThat(Catalogue.find(model.name()).orElseThrow()).isEqualTo(model);
    assertThat(model.build().name()).isEqualTo(model.name());
  }

  @ParameterizedTest
  @CsvSource({
    "mlp-smal-64, mlp-small-64",
    "cnn-large-64-128-265, cnn-large-64-128-256",
    "CNN-small-32, cnn-small-32",
    "mlp-medium-128_he, mlp-medium-128-he",
  })
  void anUnknownNameIsAnsweredWithTheNearest(String wrong, String nearest) {
    assertThatThrownBy(() -> Presets.named(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown model '" + wrong + "'; did you mean " + nearest + "?");
  }

  @Test
  void theSummaryIsThePapersFigure47() {
    Model model = Catalogue.find("cnn-large-64-128-256").orElseThrow().build();
    List<String> rows =
        ModelSummary.of(model)
            .text(true, false)
            .lines()
            .map(line -> line.strip().replaceAll("\\s+", " "))
            .toList();
    assertThat(rows)
        .containsSubsequence(
            "Model: \"cnn-large-64-128-256\"",
            "Layer (type) Output Shape Param #",
            "Input (InputLayer) [(None, 28, 28, 1)] 0",
            "conv_2d_layer_1 (Conv2D) (None, 28, 28, 64) 640",
            "max_pool_2d_layer_1 (MaxPoo (None, 14, 14, 64) 0",
            "conv_2d_layer_2 (Conv2D) (None, 14, 14, 128) 73856",
            "max_pool_2d_layer_2 (MaxPoo (None, 7, 7, 128) 0",
            "conv_2d_layer_3 (Conv2D) (None, 7, 7, 256) 295168",
            "max_pool_2d_layer_3 (MaxPoo (None, 4, 4, 256) 0",
            "Flatten (Flatten) (None, 4096) 0",
            "Output (Dense) (None, 10) 40970",
            "Total params: 410,634",
            "Trainable params: 410,634",
            "Non-trainable params: 0");
    assertThat(rows).filteredOn(row -> row.contains("(None")).hasSize(10);
  }

  @ParameterizedTest
  @MethodSource("models")
  void dropoutSitsBeforeEveryDenseLayerAndNowhereElse(PaperModel model) {
    List<Layer> layers = model.build(0.2, model.defaultInitializer()).layers();
    int dense = 0;
    for (int i = 0; i < layers.size(); i++) {
      if (inside(layers.get(i)) instanceof Dense) {
        assertThat(layers.get(i - 1)).isEqualTo(new Dropout(0.2));
        dense++;
      }
    }
    assertThat(layers).filteredOn(layer -> layer instanceof Dropout).hasSize(dense);
    assertThat(dense).isPositive();
  }

  @ParameterizedTest
  @MethodSource("models")
  void withoutARateThereIsNoDropout(PaperModel model) {
    assertThat(model.build().layers()).noneMatch(layer -> layer instanceof Dropout);
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyKernelBeginsAsTheNameSays(PaperModel model) {
    Initializer expected = model.name().endsWith("-he") ? new HeUniform() : new GlorotUniform();
    assertThat(kernels(model.build())).isNotEmpty().containsOnly(expected);
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyKernelTakesAnotherInitializer(PaperModel model) {
    assertThat(kernels(model.build(0, KernelInitializer.HE_NORMAL)))
        .isNotEmpty()
        .containsOnly(new HeNormal());
  }

  private static Stream<Initializer> kernels(Model model) {
    return model.layers().stream()
        .map(CatalogueTest::inside)
        .flatMap(
            layer -> {
              if (layer instanceof Dense dense) {
                return Stream.of(dense.kernel().initializer());
              }
              return layer instanceof Conv2D conv
                  ? Stream.of(conv.kernel().initializer())
                  : Stream.empty();
            });
  }

  private static Layer inside(Layer layer) {
    return layer instanceof Named named ? named.layer() : layer;
  }
}
