package io.atelier.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.SnakeCase;
import io.atelier.engine.config.json.Place;
import io.atelier.engine.config.spec.KerasName;
import io.atelier.engine.config.spec.Kind;
import io.atelier.engine.config.spec.RecordForm;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.Metric;
import java.util.Optional;
import java.util.Set;

/**
 * Metrics. Keras has classes of its own for losses that are watched, of the losses' names; the
 * engine has one metric for all of them.
 */
final class MetricForm {
  private static final Kind LOSS = Kind.of(Loss.class).orElseThrow();

  /** What Keras 2 writes around a function. */
  private static final String WRAPPER = "MeanMetricWrapper";

  private MetricForm() {}

  static JsonNode write(Metric metric, Kind kind, SpecWriter writer) {
    Object spec = metric instanceof LossMetric watched ? watched.loss() : metric;
    if (!(spec instanceof Record record)) {
      throw new IllegalArgumentException(
          "A file needs metrics and losses that are records, got %s; make it a record, and list it in a SpecProvider"
              .formatted(spec.getClass().getName()));
    }
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("name", metric.name());
    kind.shared().write(config);
    config.setAll(writer.own(record));
    ObjectNode object = writer.enveloped(record.getClass(), spec == metric ? kind : LOSS, config);
    if (object.get("registered_name").isNull()) {
      object.put("module", kind.keras().module());
    }
    return object;
  }

  static Metric read(Kind kind, Found found, SpecReader reader) {
    Place name = found.config().at("name");
    Place function = found.config().at("fn");
    if (found.name().equals(WRAPPER) && function.json().isTextual()) {
      return named(kind, found.named(function.json().textValue()), name, reader, Set.of("fn"));
    }
    Optional<Class<? extends Record>> type = reader.specs().named(kind, found.name());
    if (type.isPresent() && RecordForm.of(type.get()).bare() && !found.alone()) {
      requireOther(found, type.get());
    }
    return named(kind, found, name, reader, Set.of());
  }

  private static Metric named(
      Kind kind, Found found, Place name, SpecReader reader, Set<String> taken) {
    Optional<Class<? extends Record>> loss =
        reader.specs().named(kind, found.name()).isPresent()
            ? Optional.empty()
            : reader.specs().named(LOSS, found.name());
    if (loss.isEmpty()) {
      return (Metric)
          new ConfigReader(reader, kind, found.config()).plain(reader.type(kind, found), taken);
    }
    String called = name.isEmpty() ? SnakeCase.of(found.name()) : ValueReader.text(name);
    Loss watched = (Loss) new ConfigReader(reader, LOSS, found.config()).plain(loss.get(), taken);
    try {
      return new LossMetric(called, watched);
    } catch (IllegalArgumentException e) {
      throw name.wrong(e.getMessage());
    }
  }

  /** Keras has a class Accuracy too, which asks whether outputs and targets are equal. */
  private static void requireOther(Found found, Class<?> type) {
    if (KerasName.loose(found.name()).equals(KerasName.loose(KerasName.of(type)))) {
      throw found
          .place()
          .wrong(
              "it needs the metric's name alone, got Keras' class %s, which counts outputs that equal targets; write \"%s\""
                  .formatted(found.name(), KerasName.of(type)));
    }
  }
}
