package io.atelier.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.SnakeCase;
import io.atelier.engine.config.spec.KerasName;
import io.atelier.engine.config.spec.Kind;
import io.atelier.engine.config.spec.RecordForm;
import io.atelier.engine.config.spec.RecordForm.Component;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerNaming;
import io.atelier.engine.layer.Model;
import io.atelier.engine.metric.Metric;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Writes specs.
 *
 * @param specs all there are
 * @param layers how layers beside each other are written
 */
record SpecWriter(Specs specs, LayerWriter layers) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** A writer of what stands beside no other layer. */
  static SpecWriter of(Specs specs) {
    return new SpecWriter(specs, new LayerWriter(new LayerNaming(""), false));
  }

  /** {@return the same for what is inside a layer} */
  SpecWriter inside(boolean frozen) {
    return new SpecWriter(specs, new LayerWriter(new LayerNaming(""), frozen));
  }

  /** {@return a value as JSON} */
  JsonNode value(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.isEmpty() ? NODES.nullNode() : value(optional.get());
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(element -> array.add(value(element)));
      return array;
    }
    if (value instanceof Enum<?> constant) {
      return NODES.textNode(KerasName.of(constant));
    }
    if (value instanceof Model model) {
      return ModelForm.write(model, this);
    }
    return value instanceof Record record ? spec(record) : plain(value);
  }

  private static JsonNode plain(Object value) {
    if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    }
    if (value instanceof Integer number) {
      return NODES.numberNode((int) number);
    }
    if (value instanceof Long number) {
      return NODES.numberNode((long) number);
    }
    if (value instanceof Double || value instanceof Float) {
      return number(Double.parseDouble(value.toString()));
    }
    if (value instanceof String text) {
      return NODES.textNode(text);
    }
    if (value instanceof OptionalLong number) {
      return number.isEmpty() ? NODES.nullNode() : NODES.numberNode(number.getAsLong());
    }
    if (value instanceof OptionalInt number) {
      return number.isEmpty() ? NODES.nullNode() : NODES.numberNode(number.getAsInt());
    }
    if (value instanceof OptionalDouble number) {
      return number.isEmpty() ? NODES.nullNode() : number(number.getAsDouble());
    }
    throw new IllegalArgumentException(
        "A file needs records, enums, numbers, texts, lists and optional values, got %s; make it a record"
            .formatted(value == null ? null : value.getClass().getName()));
  }

  private static JsonNode number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "A file needs finite numbers, which are all that JSON has, got %s; give a finite one"
              .formatted(value));
    }
    return NODES.numberNode(value);
  }

  /** {@return a record, with its class if it is a spec} */
  JsonNode spec(Record record) {
    RecordForm form = RecordForm.of(record.getClass());
    if (form.bare()) {
      return bare(form, record);
    }
    return Kind.of(record.getClass())
        .map(kind -> object(record, kind))
        .orElseGet(() -> own(record));
  }

  private JsonNode bare(RecordForm form, Record record) {
    List<Component> components = form.components();
    if (components.isEmpty()) {
      return NODES.textNode(KerasName.of(record.getClass()));
    }
    Record written = form.written(record);
    if (components.size() == 1) {
      return value(components.get(0).value(written));
    }
    ArrayNode array = NODES.arrayNode();
    components.forEach(each -> array.add(value(each.value(written))));
    return array;
  }

  private JsonNode object(Record spec, Kind kind) {
    if (spec instanceof Layer layer) {
      return layers.write(layer, kind, this);
    }
    if (spec instanceof Metric metric) {
      return MetricForm.write(metric, kind, this);
    }
    ObjectNode config = NODES.objectNode();
    if (kind.named()) {
      config.put("name", SnakeCase.of(KerasName.of(spec.getClass())));
    }
    kind.shared().write(config);
    Optional<Component> inner = RecordForm.of(spec.getClass()).merged();
    if (inner.isEmpty()) {
      return enveloped(spec.getClass(), kind, config.setAll(own(spec)));
    }
    ObjectNode around = (ObjectNode) value(inner.get().value(spec));
    own(spec).properties().forEach(entry -> merge(around, kind, entry.getKey(), entry.getValue()));
    return around;
  }

  private static void merge(ObjectNode around, Kind kind, String key, JsonNode value) {
    ObjectNode config = (ObjectNode) around.get("config");
    JsonNode unused = kind.shared().written().getOrDefault(key, NODES.nullNode());
    if (!config.path(key).equals(unused)) {
      throw new IllegalArgumentException(
          "Keras needs one %s, got %s around %s; leave one of them out"
              .formatted(key, value, config.get(key)));
    }
    config.set(key, value);
  }

  /** {@return the record's own settings} */
  ObjectNode own(Record record) {
    RecordForm form = RecordForm.of(record.getClass());
    Record written = form.written(record);
    ObjectNode config = NODES.objectNode();
    for (Component component : form.components()) {
      if (!component.merged()) {
        config.set(component.key(), value(component.value(written)));
      }
    }
    form.fixed().write(config);
    return config;
  }

  /** {@return a config with its class, as Keras 3 puts them together} */
  ObjectNode enveloped(Class<?> type, Kind kind, JsonNode config) {
    Optional<String> registered = specs.registered(type, kind);
    ObjectNode object = NODES.objectNode();
    object.put("module", registered.isEmpty() ? kind.module(type) : null);
    object.put("class_name", registered.orElseGet(() -> KerasName.of(type)));
    object.set("config", config);
    object.put("registered_name", registered.orElse(null));
    return object;
  }
}
