package io.atelier.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configs of two files that Keras wrote: two versions, one network. */
class KerasModelsTest {
  private static final Model CNN =
      Model.of(
          "sequential",
          Input.floats(28, 28, 1),
          new Conv2D(32, 3, Activation.RELU).withPadding(Padding.SAME),
          new MaxPooling2D(2),
          new Conv2D(64, 3, Activation.RELU).withPadding(Padding.SAME),
          new MaxPooling2D(2),
          new Flatten(),
          new Dense(100, Activation.RELU),
          new Dropout(0.4),
          new Dense(10, Activation.SOFTMAX));

  static Path file(String name) {
    return Path.of("src/test/resources/keras", name);
  }

  private static ObjectNode json(String name) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(Files.readAllBytes(file(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cnn-keras-3.4.1.json", "cnn-keras-2.11.json"})
  void aModelOfKerasIsReadAndTrains(String name) throws IOException {
    Model model = ModelFile.read(file(name));
    assertThat(model).isEqualTo(CNN);
    float[] pixels = new float[2 * 28 * 28];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i % 7 / 7f;
    }
    Examples examples =
        new Examples(FloatValues.of(pixels, 2, 28, 28, 1), IntValues.of(new int[] {3, 9}, 2));
    try (Program program =
        Program.compile(model, Training.of(new Adam(0.001), 2), examples, examples)) {
      float[] before = program.weights().get("dense_1/kernel").values().clone();
      assertThat(
              program.trainEpoch(0, progress -> Verdict.CONTINUE).orElseThrow().training().loss())
          .isBetween(1.0, 5.0);
      assertThat(program.weights().get("dense_1/kernel").values()).isNotEqualTo(before);
    }
  }

  /** All there is in Keras' file but its policy objects, what was compiled and shapes of layers. */
  @Test
  void aModelIsWrittenAsKerasWroteIt() throws IOException {
    ObjectNode keras = json("cnn-keras-3.4.1.json");
    keras.remove("compile_config");
    ((ObjectNode) keras.get("config")).put("dtype", "float32");
    for (JsonNode layer : keras.at("/config/layers")) {
      ((ObjectNode) layer).remove("build_config");
      ((ObjectNode) layer.get("config")).put("dtype", "float32");
    }

    assertThat(new ObjectMapper().readTree(KerasConfig.write(CNN))).isEqualTo(keras);
  }

  @Test
  void whatWasCompiledIsReadToo() throws IOException {
    JsonNode compiled = json("cnn-keras-3.4.1.json").get("compile_config");
    Adam adam = new Adam(0.0010000000474974513);

    assertThat(KerasConfig.read(compiled.get("optimizer"), Optimizer.class)).isEqualTo(adam);
    assertThat(KerasConfig.read(compiled.get("loss"), Loss.class))
        .isEqualTo(new SparseCategoricalCrossEntropy());
    assertThat(KerasConfig.read(compiled.get("metrics").get(0), Metric.class))
        .isEqualTo(new Accuracy());
    assertThat(KerasConfig.tree(adam)).isEqualTo(compiled.get("optimizer"));
  }

  @Test
  void aModelOfBlocksAndNamesSurvives() {
    Model model =
        Model.of(
            "blocks",
            Input.bytes(4, 4, 3),
            new Rescaling(1, 255),
            Sequential.of(
                    new Conv2D(2, 3, Activation.LINEAR).named("dense"),
                    Activation.RELU.layer(),
                    Activation.RELU.layer())
                .named("stem"),
            new Flatten(),
            new Dense(3, Activation.RELU).frozen(),
            new Dense(3, Activation.RELU).frozen().named("still"),
            new Dense(2, Activation.LINEAR),
            Sequential.of(new Dense(2, Activation.LINEAR)).frozen(),
            Activation.SOFTMAX.layer());
    JsonNode json = KerasConfig.tree(model);

    assertThat(KerasConfig.model(KerasConfig.write(model))).isEqualTo(model);
    assertThat(json.at("/config/layers").findValuesAsText("name"))
        .containsExactly(
            "input_layer",
            "rescaling",
            "stem",
            "dense",
            "activation",
            "activation_1",
            "flatten",
            "dense",
            "still",
            "dense_1",
            "sequential",
            "dense",
            "activation");
    // Keras freezes what is in a frozen block one by one.
    assertThat(json.at("/config/layers/7/config/trainable").asBoolean()).isFalse();
    assertThat(json.at("/config/layers/7/config/layers/0/config/trainable").asBoolean()).isFalse();
  }

  @Test
  void namesThatAModelWouldNotGiveAreKept() {
    Layer layer =
        KerasConfig.read(
            "{\"class_name\": \"Dense\", \"config\": {\"name\": \"dense_2\", \"units\": 3}}",
            Layer.class);

    assertThat(layer).isEqualTo(new Dense(3, Activation.LINEAR).named("dense_2"));
  }

  /** What tfjs-layers 4.22 saves, and what tensorflowjs_converter writes around a config. */
  @Test
  void topologiesOfTensorFlowJsAreRead() {
    String config =
        """
        {"class_name": "Sequential", "config": {"name": "sequential_1", "layers": [
          {"class_name": "Conv2D", "config": {"filters": 8, "kernel_initializer":
            {"class_name": "VarianceScaling", "config":
              {"scale": 1, "mode": "fan_avg", "distribution": "normal", "seed": null}},
            "kernel_regularizer": null, "kernel_constraint": null, "kernel_size": [3, 3],
            "strides": [1, 1], "padding": "valid", "data_format": "channels_last",
            "dilation_rate": [1, 1], "activation": "relu", "use_bias": true,
            "bias_initializer": {"class_name": "Zeros", "config": {}}, "bias_regularizer": null,
            "activity_regularizer": null, "bias_constraint": null, "name": "conv2d_Conv2D1",
            "trainable": true, "batch_input_shape": [null, 28, 28, 1], "dtype": "float32"}},
          {"class_name": "Flatten", "config": {"name": "flatten_Flatten1", "trainable": true}},
          {"class_name": "Dense", "config": {"units": 10, "activation": "softmax",
            "name": "dense_Dense1", "trainable": true}}]}}""";
    Model plain = KerasConfig.model(config);

    assertThat(plain.input()).isEqualTo(Input.floats(28, 28, 1));
    assertThat(plain.layers())
        .hasSize(3)
        .last()
        .isEqualTo(new Dense(10, Activation.SOFTMAX).named("dense_Dense1"));
    for (String around :
        List.of(
            "{\"modelTopology\": %s, \"format\": \"layers-model\", \"weightsManifest\": []}",
            "{\"keras_version\": \"2.15.0\", \"backend\": \"tensorflow\", \"model_config\": %s}",
            "{\"modelTopology\": {\"keras_version\": \"2.15.0\", \"model_config\": %s}}")) {
      assertThat(KerasConfig.model(around.formatted(config))).isEqualTo(plain);
    }
    // Keras before 2.2.3 wrote a Sequential's layers alone.
    String layers = config.substring(config.indexOf('['), config.lastIndexOf(']') + 1);
    assertThat(
            KerasConfig.model("{\"class_name\": \"Sequential\", \"config\": %s}".formatted(layers)))
        .isEqualTo(new Model("sequential", plain.input(), plain.layers()));
  }

  @Test
  void aModelWithoutAnInputLayerHasTheShapeItWasBuiltFor() {
    String json =
        """
        {"module": "keras", "class_name": "Sequential", "config": {"name": "late", "trainable": true,
          "layers": [{"module": "keras.layers", "class_name": "Dense",
            "config": {"name": "dense", "units": 2}}], "build_input_shape": [null, 4]}}""";

    assertThat(KerasConfig.model(json))
        .isEqualTo(Model.of("late", Input.floats(4), new Dense(2, Activation.LINEAR)));
  }
}
