package io.atelier.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.config.json.Place;
import io.atelier.engine.config.spec.KerasName;
import io.atelier.engine.config.spec.Kind;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model as Keras' Sequential: its name, and a list of layers that begins with an InputLayer.
 * Those that are more than a chain are {@link FunctionalForm functional}.
 */
final class ModelForm {
  private static final Kind INPUT = Kind.of(Input.class).orElseThrow();
  private static final Kind LAYER = Kind.of(Layer.class).orElseThrow();
  private static final String SHAPE = "batch_shape";

  private ModelForm() {}

  static ObjectNode write(Model model, SpecWriter around) {
    SpecWriter writer = around.inside(false);
    if (!model.isPlain()) {
      return FunctionalWriter.of(model, writer).write();
    }
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("name", model.name()).put("trainable", true).put("dtype", "float32");
    ArrayNode layers = config.putArray("layers");
    ObjectNode input = (ObjectNode) writer.spec(model.input());
    JsonNode shape = input.get("config").get(SHAPE);
    layers.add(input);
    model.layers().forEach(layer -> layers.add(writer.value(layer)));
    config.set("build_input_shape", shape);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("module", "keras").put("class_name", "Sequential");
    object.set("config", config);
    object.putNull("registered_name");
    object.putObject("build_config").set("input_shape", shape);
    return object;
  }

  /**
   * {@return the model of a config, or of what Keras and TF.js put around one}
   *
   * @throws IllegalArgumentException if it is none, or the engine cannot compute it
   */
  static Model read(Place place, SpecReader around) {
    for (String outer : List.of("modelTopology", "model_config")) {
      if (!place.at(outer).isEmpty()) {
        return read(place.at(outer), around);
      }
    }
    Place name = place.at("class_name");
    if (!name.json().isTextual()) {
      throw name.needs(
          "a model", "give the JSON of model.to_json() of a Sequential or functional model");
    }
    Place config = place.at("config");
    if (FunctionalForm.is(name.json().textValue())) {
      return FunctionalForm.read(config, around.inside(false), ValueReader.isFrozen(config));
    }
    if (!name.json().textValue().equals("Sequential")) {
      throw name.needs(
          "\"Sequential\" or \"Functional\"",
          "build the model with keras.Sequential([...]) or keras.Model(inputs, outputs)");
    }
    return sequential(config, place.at("build_config").at("input_shape"), around);
  }

  private static Model sequential(Place config, Place built, SpecReader around) {
    // Keras before 2.2.3 wrote the list of layers alone.
    Place layers = config.json().isArray() ? config : config.at("layers");
    if (!layers.json().isArray() || layers.json().isEmpty()) {
      throw layers.needs("a list of layers", "give at least one");
    }
    SpecReader reader = around.inside(false);
    boolean frozen = ValueReader.isFrozen(config);
    Input input = input(config, layers, built, reader);
    List<Layer> read = new ArrayList<>();
    for (int i = isInput(layers.at(0)) ? 1 : 0; i < layers.json().size(); i++) {
      Layer layer = (Layer) reader.spec(Layer.class, LAYER, layers.at(i));
      read.add(frozen && layer.trainable() ? layer.frozen() : layer);
    }
    Place name = config.at("name");
    String called = name.isEmpty() ? "sequential" : ValueReader.text(name);
    try {
      return new Model(called, input, read);
    } catch (IllegalArgumentException e) {
      throw (read.isEmpty() ? layers : name).wrong(e.getMessage());
    }
  }

  static boolean isInput(Place layer) {
    return layer.json().path("class_name").asText().equals(KerasName.of(Input.class));
  }

  /** From an InputLayer, the first layer's batch_input_shape, or the shape it was built for. */
  private static Input input(Place config, Place layers, Place built, SpecReader reader) {
    Place first = layers.at(0);
    if (isInput(first)) {
      return (Input) reader.spec(Input.class, INPUT, first);
    }
    Optional<Place> shape =
        List.of(first.at("config").at("batch_input_shape"), config.at("build_input_shape"), built)
            .stream()
            .filter(place -> !place.isEmpty())
            .findFirst();
    if (shape.isEmpty()) {
      throw first.wrong(
          "a model needs the shape of its input, got none; begin it with keras.Input(shape=(32, 32, 3))");
    }
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    written.set(SHAPE, shape.get().json());
    Place place = new Place(shape.get().path(), written);
    try {
      return (Input) new ConfigReader(reader, INPUT, place).spec(Input.class);
    } catch (IllegalArgumentException e) {
      // The key is not the reader's.
      throw new IllegalArgumentException(
          e.getMessage().replace(shape.get().path() + "." + SHAPE, shape.get().path()), e);
    }
  }
}
