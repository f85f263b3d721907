package io.atelier.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.config.json.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A layer of a functional model's config.
 *
 * @param place where it stands
 * @param name by which others refer to it
 * @param calls what it is called with, each time
 * @param keras3 whether the calls are written as Keras 3 does
 */
record LayerCalls(Place place, String name, List<List<Reference>> calls, boolean keras3) {
  /**
   * {@return all by their names, in the order in which they are listed}
   *
   * @throws IllegalArgumentException if one has no name, another's, or calls that are none
   */
  static Map<String, LayerCalls> read(Place layers) {
    if (!layers.json().isArray() || layers.json().isEmpty()) {
      throw layers.needs("a list of layers", "give at least one");
    }
    Map<String, LayerCalls> read = new LinkedHashMap<>();
    for (Place each : layers.elements()) {
      LayerCalls layer = of(each);
      if (read.put(layer.name(), layer) != null) {
        throw nameAt(layer.place()).needs("a name that no other layer has", "rename one of them");
      }
    }
    return read;
  }

  private static LayerCalls of(Place layer) {
    Place inner = layer.at("config").at("name");
    Place outer = nameAt(layer);
    String name = ValueReader.text(outer);
    if (!inner.isEmpty() && !name.equals(ValueReader.text(inner))) {
      throw inner.needs("to be " + outer.shown() + ", as beside it", "give the layer one name");
    }
    Place nodes = layer.at("inbound_nodes");
    if (!nodes.json().isArray() && !nodes.isEmpty()) {
      throw nodes.needs("a list of calls", "write it such as [[[\"dense\", 0, 0, {}]]]");
    }
    List<List<Reference>> calls = new ArrayList<>();
    boolean keras3 = false;
    for (Place node : nodes.elements()) {
      calls.add(Reference.ofCall(node, name));
      keras3 |= node.json().isObject();
    }
    LayerCalls read = new LayerCalls(layer, name, calls, keras3);
    if (read.isInput() != calls.isEmpty()) {
      throw nodes.wrong(
          read.isInput()
              ? "input %s needs no calls, got %s; leave them out".formatted(name, nodes.shown())
              : "%s needs to be called, got no calls; say what it takes, such as [[[\"dense\", 0, 0, {}]]], or leave it out"
                  .formatted(name));
    }
    return read;
  }

  private static Place nameAt(Place layer) {
    return layer.at("name").isEmpty() ? layer.at("config").at("name") : layer.at("name");
  }

  boolean isInput() {
    return ModelForm.isInput(place);
  }

  /**
   * {@return the number that the first call has in references} Keras 2 has called models with an
   * input of their own once before they are used as layers, and so have the outputs of Keras 3.
   *
   * @param references those among which this layer's are, of one kind
   */
  int first(List<Reference> references) {
    JsonNode type = place.json().path("class_name");
    boolean model = type.asText().equals("Sequential") || FunctionalForm.is(type.asText());
    return model
            && references.stream()
                .anyMatch(each -> each.layer().equals(name) && each.call() == calls.size())
        ? 1
        : 0;
  }
}
