package io.atelier.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Node;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.Shared;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.merge.Add;
import io.atelier.engine.layer.merge.Average;
import io.atelier.engine.layer.merge.Concatenate;
import io.atelier.engine.layer.merge.Subtract;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.layer.preprocessing.Rescaling;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs of layers in Keras' functional form; those in files were written by Keras 3.15.1. */
class FunctionalModelsTest {
  private static final Input FOUR = Input.floats(4);

  private static Layer dense(int units) {
    return new Dense(units, Activation.LINEAR);
  }

  /** The residual network of Keras' guide, with a pool in the place of its last. */
  private static Model resnet() {
    Node image = Node.input("img", Input.floats(28, 28, 1));
    Node first = image.then(conv(32, Padding.VALID), conv(64, Padding.VALID), new MaxPooling2D(3));
    Node second = new Add().of(first.then(conv(64, Padding.SAME), conv(64, Padding.SAME)), first);
    Node third = new Add().of(second.then(conv(64, Padding.SAME), conv(64, Padding.SAME)), second);
    return Model.of(
        "toy_resnet",
        image,
        third.then(
            conv(64, Padding.VALID),
            new MaxPooling2D(2),
            new Flatten(),
            new Dense(256, Activation.RELU),
            new Dropout(0.5),
            dense(10)));
  }

  private static Layer conv(int filters, Padding padding) {
    return new Conv2D(filters, 3, Activation.RELU).withPadding(padding);
  }

  /** Layers in the order of Keras' file. */
  private static Model twins() {
    Node left = Node.input("left", FOUR);
    Node right = Node.input("right", Input.bytes(4));
    Node scaled = right.then(new Rescaling(1, 255));
    Shared embed = new Shared(new Dense(16, Activation.RELU).named("embed"));
    Node a = embed.of(left);
    Node b = embed.of(scaled);
    Node difference = new Subtract().of(a, b);
    Node both = new Concatenate().of(a, b);
    Node mean = new Average().of(difference, a);
    Layer head = Sequential.of(new Dense(8, Activation.TANH), dense(8)).named("head");
    Node block = both.then(head);
    // Keras numbers layers as they are made: the two of the block were made before.
    Node distance = mean.then(dense(2).named("dense_2"));
    return Model.of(
            "twins",
            List.of(left, right),
            List.of(block.then(new Dense(1, Activation.SIGMOID).named("same")), distance))
        .withOutputNames("same", "distance");
  }

  private static ObjectNode json(String name) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(Files.readAllBytes(KerasModelsTest.file(name)));
  }

  @Test
  void aResidualNetworkOfKerasIsRead() throws IOException {
    assertThat(ModelFile.read(KerasModelsTest.file("resnet-keras-3.15.1.json")))
        .isEqualTo(resnet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"twins-keras-3.15.1.json", "twins-h5-keras-3.15.1.json"})
  void severalEndsSharedLayersAndBlocksAreRead(String file) throws IOException {
    Model read = ModelFile.read(KerasModelsTest.file(file));

    assertThat(read.inputs()).isEqualTo(twins().inputs());
    assertThat(read.layerNames())
        .containsExactly(
            "rescaling", "embed", "subtract", "concatenate", "average", "head", "dense_2", "same");
    assertThat(read.layers().get(1)).isEqualTo(new Dense(16, Activation.RELU).named("embed"));
    assertThat(read.calls().stream().filter(call -> call.layer() == 1)).hasSize(2);
    assertThat(read.outputs())
        .extracting(Model.NamedOutput::name)
        .containsExactly("same", "distance");
    assertThat(KerasConfig.model(KerasConfig.write(read))).isEqualTo(read);
  }

  /** All there is in Keras' file but what is the same wherever it stands. */
  @ParameterizedTest
  @ValueSource(strings = "resnet-keras-3.15.1.json")
  void aGraphIsWrittenAsKerasWroteIt(String file) throws IOException {
    ObjectNode keras = json(file);
    keras.remove("compile_config");
    keras.at("/config/layers").forEach(layer -> normal((ObjectNode) layer));
    Model model = ModelFile.read(KerasModelsTest.file(file));
    ObjectNode written = (ObjectNode) new ObjectMapper().readTree(KerasConfig.write(model));
    written.at("/config/layers").forEach(layer -> normal((ObjectNode) layer));

    assertThat(written).isEqualTo(keras);
  }

  /** Without build_config, which follows from the graph, policies, and settings of one version. */
  private static void normal(ObjectNode layer) {
    layer.remove("build_config");
    ObjectNode config = (ObjectNode) layer.get("config");
    config.remove(List.of("ragged", "optional", "quantization_config"));
    config.put(
        "dtype", config.path("dtype").isTextual() ? config.get("dtype").asText() : "float32");
    config.findParents("input_axes").forEach(each -> ((ObjectNode) each).remove("input_axes"));
    config.findParents("output_axes").forEach(each -> ((ObjectNode) each).remove("output_axes"));
    for (JsonNode inner : config.path("layers")) {
      normal((ObjectNode) inner);
    }
    layer.findValues("kwargs").forEach(kwargs -> ((ObjectNode) kwargs).removeAll());
  }

  static List<Model> graphs() {
    List<Model> graphs = new ArrayList<>(List.of(resnet(), twins()));
    Node a = Node.input("a", FOUR);
    Node b = Node.input(FOUR);
    // Layers not in Keras' order: the shortcut was made first.
    Node shortcut = a.then(dense(4));
    graphs.add(Model.of("shortcut", a, new Add().of(shortcut, a.then(dense(3), dense(4)))));
    // Calls of shared layers between those of others.
    Shared twice = new Shared(dense(4).frozen());
    Shared sum = new Shared(new Add().named("sum"));
    Node one = twice.of(a);
    Node two = dense(4).of(one);
    Node three = twice.of(sum.of(two, b));
    Node four = sum.of(three, one);
    graphs.add(Model.of("shared", List.of(b, a), List.of(four, new Dropout(0.5).of(two), three)));
    graphs.add(Model.of("named", a, a.then(dense(2), dense(3).named("dense_7"))));
    graphs.add(Model.of("out", b, b.then(dense(2))).withOutputNames("logits"));
    Node last = a;
    for (int i = 0; i < 200; i++) {
      last = twice.of(last);
    }
    graphs.add(Model.of("deep", a, new Concatenate(1).of(last, last)));
    Node again = Node.input("a", FOUR);
    graphs.add(
        Model.of("ends", List.of(again), List.of(twice.of(twice.of(again)), dense(1).of(again))));
    return graphs;
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void isReadAsItWasWritten(Model model) {
    String json = KerasConfig.write(model);

    assertThat(KerasConfig.model(json)).isEqualTo(model);
    assertThat(KerasConfig.write(KerasConfig.model(json))).isEqualTo(json);
  }

  @Test
  void ofACallThereIsOneOrder() {
    Node a = Node.input("a", FOUR);
    Shared twice = new Shared(dense(4));
    Node one = twice.of(a);
    Node two = dense(4).of(a);
    Node three = twice.of(a);
    Model late = Model.of("m", a, new Add().of(one, two, three));

    assertThat(late.calls()).extracting(Model.Call::layer).containsExactly(0, 0, 1, 2);
    assertThat(KerasConfig.model(KerasConfig.write(late))).isEqualTo(late);
  }

  private static final String KERAS_2 =
      """
      {"class_name": "%s", "config": {"name": "m", "layers": [
        {"class_name": "Dense", "config": {"name": "late", "units": 4},
         "name": "late", "inbound_nodes": [[["dense", 0, 0, {}]], [["late", 0, 0]]]},
        {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 4],
         "dtype": "float32", "sparse": false, "ragged": false, "name": "input_1"},
         "name": "input_1", "inbound_nodes": []},
        {"class_name": "Add", "config": {"name": "add", "trainable": true},
         "name": "add", "inbound_nodes": [[["late", 1, 0, {}], ["input_1", 0, 0, {"mask": null}]]]},
        {"class_name": "Dense", "config": {"units": 4, "name": "dense"},
         "inbound_nodes": [[["input_1", 0, 0, {}]]]}],
       "input_layers": %s, "output_layers": %s}}""";

  @ParameterizedTest
  @ValueSource(strings = {"Functional", "Model"})
  void theFormOfKeras2IsRead(String className) {
    Node input = Node.input("input_1", FOUR);
    Shared late = new Shared(dense(4).named("late"));
    Node dense = input.then(dense(4));
    Model expected = Model.of("m", input, new Add().of(late.of(late.of(dense)), input));
    String one = "[\"input_1\", 0, 0]";
    String end = "[\"add\", 0, 0]";

    String listed = KERAS_2.formatted(className, "[" + one + "]", "[" + end + "]");
    assertThat(KerasConfig.model(listed)).isEqualTo(expected);
    assertThat(KerasConfig.model(KERAS_2.formatted(className, one, end))).isEqualTo(expected);
    assertThat(
            KerasConfig.model(
                KERAS_2.formatted(
                    className, "{\"input_1\": " + one + "}", "{\"sum\": " + end + "}")))
        .isEqualTo(expected.withOutputNames("sum"));
    assertThat(
            KerasConfig.model(
                "{\"format\": \"layers-model\", \"modelTopology\": {\"keras_version\": \"tfjs-layers 4.22.0\", \"model_config\": %s}}"
                    .formatted(listed)))
        .isEqualTo(expected);
  }

  /** Keras 2 counts the calls of such a model from 1. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "1"})
  void modelsUsedAsLayersAreRead(String first) {
    String inner =
        """
        {"class_name": "%s", "config": {"name": "block", "layers": [
          {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 4], "name": "i"},
           "name": "i", "inbound_nodes": []},
          {"class_name": "Dense", "config": {"units": 4, "name": "d"}, "name": "d",
           "inbound_nodes": [[["i", 0, 0, {}]]]}],
          "input_layers": [["i", 0, 0]], "output_layers": [["d", 0, 0]]},
         "name": "block", "inbound_nodes": [[["x", 0, 0, {}]]]}""";
    String outer =
        """
        {"class_name": "Functional", "config": {"name": "m", "trainable": false, "layers": [
          {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 4], "name": "x"},
           "name": "x", "inbound_nodes": []}, %s,
          {"class_name": "Add", "config": {"name": "add"}, "name": "add",
           "inbound_nodes": [[["block", %s, 0, {}], ["x", 0, 0, {}]]]}],
          "input_layers": [["x", 0, 0]], "output_layers": [["add", 0, 0]]}}""";
    Node x = Node.input("x", FOUR);
    Layer block = Sequential.of(dense(4).named("d")).named("block");
    Model expected = Model.of("m", x, new Add().frozen().of(x.then(block.frozen()), x));

    for (String type : List.of("Sequential", "Functional")) {
      Model read = KerasConfig.model(outer.formatted(block(inner, type), first));
      assertThat(read.layerNames()).isEqualTo(expected.layerNames());
      assertThat(read).isEqualTo(expected);
    }
  }

  /** A Sequential has no ends to name. */
  private static String block(String inner, String type) {
    String all = inner.formatted(type);
    int ends = all.indexOf("\"input_layers\"");
    return type.equals("Functional")
        ? all
        : all.substring(0, all.lastIndexOf(',', ends)) + all.substring(all.indexOf("},", ends));
  }
}
