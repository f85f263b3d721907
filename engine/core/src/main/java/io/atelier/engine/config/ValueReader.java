package io.atelier.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.config.json.Place;
import io.atelier.engine.config.spec.Kind;
import io.atelier.engine.config.spec.RecordForm;
import io.atelier.engine.config.spec.RecordForm.Component;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.ActivationFunction;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads values of components.
 *
 * @param reader of specs
 */
record ValueReader(SpecReader reader) {
  static boolean isPrimitive(Type type) {
    return type instanceof Class<?> plain && (plain.isPrimitive() || plain == String.class);
  }

  static boolean isOptional(Type type) {
    Class<?> raw = raw(type);
    return raw == Optional.class
        || raw == OptionalLong.class
        || raw == OptionalInt.class
        || raw == OptionalDouble.class;
  }

  private static Class<?> raw(Type type) {
    return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
  }

  private static Type argument(Type type) {
    return ((ParameterizedType) type).getActualTypeArguments()[0];
  }

  /**
   * {@return a value}
   *
   * @throws IllegalArgumentException if it is none of the type, or out of range
   */
  Object read(Type type, Place place) {
    Class<?> raw = raw(type);
    if (isOptional(type)) {
      return optional(type, place);
    }
    if (raw == List.class) {
      return list(argument(type), place);
    }
    if (raw.isEnum()) {
      return EnumForm.read(raw, place);
    }
    if (raw == ActivationFunction.class) {
      return activation(place);
    }
    if (raw == Model.class) {
      return ModelForm.read(place, reader);
    }
    Optional<Kind> kind = Kind.of(raw);
    if (kind.isPresent()) {
      return reader.spec(raw, kind.get(), place);
    }
    if (raw.isRecord()) {
      RecordForm form = RecordForm.of(raw.asSubclass(Record.class));
      return form.bare()
          ? bare(form, place)
          : new ConfigReader(reader, null, place).spec(raw.asSubclass(Record.class));
    }
    return plain(raw, place);
  }

  /** {@return one of the functions that have a name, or a layer that is one with settings} */
  private Object activation(Place place) {
    Kind layers = Kind.of(Layer.class).orElseThrow();
    boolean layer =
        place.json().isObject()
            && !place.at("config").json().isTextual()
            && reader
                .specs()
                .named(layers, Found.in(place, "activations").name())
                .filter(ActivationFunction.class::isAssignableFrom)
                .isPresent();
    return layer
        ? reader.spec(ActivationFunction.class, layers, place)
        : EnumForm.read(Activation.class, place);
  }

  /** {@return a record that is written without its name} */
  Object bare(RecordForm form, Place place) {
    List<Component> components = form.components();
    boolean listed = components.size() > 1 && place.json().isArray();
    if (listed && place.json().size() != components.size()) {
      throw place.needs(components.size() + " values", "give as many, or one for all");
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      values.add(read(components.get(i).type(), listed ? place.at(i) : place));
    }
    try {
      return form.spec(values);
    } catch (IllegalArgumentException e) {
      throw place.wrong(e.getMessage());
    }
  }

  private Object optional(Type type, Place place) {
    Class<?> raw = raw(type);
    if (raw == OptionalLong.class) {
      return place.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of((Long) plain(long.class, place));
    }
    if (raw == OptionalInt.class) {
      return place.isEmpty()
          ? OptionalInt.empty()
          : OptionalInt.of((Integer) plain(int.class, place));
    }
    if (raw == OptionalDouble.class) {
      return place.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of((Double) plain(double.class, place));
    }
    return place.isEmpty() ? Optional.empty() : Optional.of(read(argument(type), place));
  }

  /** A single number is read for a list of one. */
  private List<Object> list(Type element, Place place) {
    if (place.json().isNumber()) {
      return List.of(read(element, place));
    }
    if (!place.json().isArray()) {
      throw place.needs("a list", "put it in brackets");
    }
    List<Object> values = new ArrayList<>();
    for (Place each : place.elements()) {
      // A block of layers may begin with its input: its layers look at the shapes they get.
      if (element != Layer.class || !ModelForm.isInput(each)) {
        values.add(read(element, each));
      }
    }
    return values;
  }

  /**
   * {@return a text}
   *
   * @throws IllegalArgumentException if it is none
   */
  static String text(Place place) {
    return (String) plain(String.class, place);
  }

  /**
   * {@return whether a spec's settings say that training leaves its weights alone}
   *
   * @throws IllegalArgumentException if they say neither
   */
  static boolean isFrozen(Place config) {
    Place trainable = config.at("trainable");
    return !trainable.isEmpty() && !(boolean) plain(boolean.class, trainable);
  }

  private static Object plain(Class<?> type, Place place) {
    JsonNode json = place.json();
    if (type == boolean.class || type == Boolean.class) {
      if (!json.isBoolean()) {
        throw place.needs("true or false", "write one of them");
      }
      return json.booleanValue();
    }
    if (type == String.class) {
      if (!json.isTextual()) {
        throw place.needs("a text", "put it in quotes");
      }
      return json.textValue();
    }
    if (type == double.class || type == Double.class) {
      if (!json.isNumber() || !Double.isFinite(json.doubleValue())) {
        throw place.needs("a finite number", "give one");
      }
      return json.doubleValue();
    }
    if (type == float.class || type == Float.class) {
      if (!json.isNumber() || !Float.isFinite(json.floatValue())) {
        throw place.needs("a number that float32 holds", "give one");
      }
      return json.floatValue();
    }
    if (type == int.class || type == Integer.class) {
      // Keras 3 writes the one side of a window over a sequence as a list.
      if (json.isArray() && json.size() == 1) {
        return plain(type, place.at(0));
      }
      if (!json.isNumber() || !json.canConvertToExactIntegral() || !json.canConvertToInt()) {
        throw place.needs("a whole number below 2^31", "give one");
      }
      return json.intValue();
    }
    if (type == long.class || type == Long.class) {
      if (!json.isNumber() || !json.canConvertToExactIntegral() || !json.canConvertToLong()) {
        throw place.needs("a whole number below 2^63", "give one");
      }
      return json.longValue();
    }
    throw new IllegalArgumentException(
        "A file needs records, enums, numbers, texts, lists and optional values, got the type %s; make it a record"
            .formatted(type.getName()));
  }
}
