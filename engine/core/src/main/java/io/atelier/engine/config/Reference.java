package io.atelier.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.atelier.engine.config.json.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a functional model's config says about a value: which layer gives it, at which of its calls.
 *
 * @param place where it stands
 * @param layer its name
 * @param call from 0
 */
record Reference(Place place, String layer, int call) {
  private static final String TENSOR = "__keras_tensor__";

  /** {@return whether JSON is a reference rather than a list of them: {@code ["dense", 0, 0]}} */
  static boolean is(JsonNode json) {
    return json.isArray() && json.size() > 1 && json.get(0).isTextual() && json.get(1).isNumber();
  }

  /**
   * {@return the reference}
   *
   * @throws IllegalArgumentException if it is none, or of a second value of one call
   */
  static Reference of(Place place) {
    JsonNode json = place.json();
    if (!is(json) || json.size() < 3 || !isIndex(json.get(1)) || !isIndex(json.get(2))) {
      throw place.needs(
          "the name of a layer, the number of its call and 0",
          "write it such as [\"dense\", 0, 0]");
    }
    if (json.get(2).intValue() != 0) {
      throw place
          .at(2)
          .needs("0, since layers of the engine give one value", "use a layer that gives one");
    }
    return new Reference(place, json.get(0).textValue(), json.get(1).intValue());
  }

  private static boolean isIndex(JsonNode json) {
    return json.canConvertToInt() && json.isIntegralNumber() && json.intValue() >= 0;
  }

  /**
   * {@return what a layer is called with} Keras 2 and TF.js write a list of references, Keras 3 the
   * call's arguments: one value or one list of them.
   *
   * @throws IllegalArgumentException if there is more than that which may change what is computed
   */
  static List<Reference> ofCall(Place call, String layer) {
    List<Reference> read = new ArrayList<>();
    if (call.json().isArray()) {
      for (Place place : call.elements()) {
        read.add(of(place));
        if (place.json().size() > 3) {
          requirePlain(place.at(3), layer, false);
        }
      }
    } else {
      Place args = call.at("args");
      requirePlain(call.at("kwargs"), layer, true);
      if (!args.json().isArray() || args.json().size() != 1) {
        throw args.wrong(
            "%s needs to be called with one value or one list of values, got %s; merge values with a layer such as Concatenate"
                .formatted(layer, args.shown()));
      }
      Place first = args.at(0);
      if (first.json().isArray()) {
        first.elements().forEach(tensor -> read.add(ofTensor(tensor)));
      } else {
        read.add(ofTensor(first));
      }
    }
    if (read.isEmpty()) {
      throw call.needs("at least one value", "call the layer with one");
    }
    return read;
  }

  /** Its shape and type are not looked at, as in Keras: they follow from the layers. */
  private static Reference ofTensor(Place tensor) {
    if (!tensor.json().path("class_name").asText().equals(TENSOR)) {
      throw tensor.needs("an object of the class " + TENSOR, "give a layer what other layers give");
    }
    return of(tensor.at("config").at("keras_history"));
  }

  /**
   * Keras 3 writes {@code "training": false} where a layer's own default is that; training itself
   * says otherwise. Keras 2 writes it where a layer never does what it does in training.
   */
  private static void requirePlain(Place kwargs, String layer, boolean keras3) {
    for (String key : kwargs.keys()) {
      Place value = kwargs.at(key);
      boolean usual =
          keras3
              && key.equals("training")
              && value.json().isBoolean()
              && !value.json().booleanValue();
      if (!value.isEmpty() && !usual) {
        throw value.wrong(
            "%s needs to be called with values of other layers alone, got %s: %s; leave it out"
                .formatted(layer, TextNode.valueOf(key), value.shown()));
      }
    }
  }

  /**
   * {@return a model's ends by name, that of the layer where they are listed without} Keras writes
   * one, a list, or an object of names.
   */
  static List<Map.Entry<String, Reference>> ends(Place place) {
    List<Map.Entry<String, Reference>> ends = new ArrayList<>();
    if (place.json().isObject()) {
      place.keys().forEach(name -> ends.add(Map.entry(name, of(place.at(name)))));
    } else {
      for (Place each : is(place.json()) ? List.of(place) : place.elements()) {
        Reference one = of(each);
        ends.add(Map.entry(one.layer(), one));
      }
    }
    if (ends.isEmpty()) {
      throw place.needs("a list of layers", "write it such as [[\"dense\", 0, 0]]");
    }
    return ends;
  }
}
