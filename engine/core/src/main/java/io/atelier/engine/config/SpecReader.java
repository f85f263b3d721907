package io.atelier.engine.config;

import com.fasterxml.jackson.databind.node.TextNode;
import io.atelier.engine.config.json.Place;
import io.atelier.engine.config.spec.Kind;
import io.atelier.engine.config.spec.RecordForm;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerNaming;
import io.atelier.engine.metric.Metric;

/**
 * Reads specs.
 *
 * @param specs all there are
 * @param layers how layers beside each other are read
 */
record SpecReader(Specs specs, LayerReader layers) {
  /** A reader of what stands beside no other layer. */
  static SpecReader of(Specs specs) {
    return new SpecReader(specs, new LayerReader(new LayerNaming(""), false));
  }

  /** {@return the same for what is inside a layer} */
  SpecReader inside(boolean frozen) {
    return new SpecReader(specs, new LayerReader(new LayerNaming(""), frozen));
  }

  /**
   * {@return a spec}
   *
   * @param wanted its kind or class
   */
  Object spec(Class<?> wanted, Kind kind, Place place) {
    Object read =
        place.json().isNumber()
            ? bare(kind, place)
            : named(kind, Found.in(place, kind.keras().module()));
    if (!wanted.isInstance(read)) {
      throw place.wrong(
          "it needs a %s, got %s; put one there, or read it as what it is"
              .formatted(wanted.getSimpleName(), read));
    }
    return read;
  }

  private Object named(Kind kind, Found found) {
    if (kind.type() == Layer.class) {
      return layers.read(kind, found, this);
    }
    return kind.type() == Metric.class
        ? MetricForm.read(kind, found, this)
        : new ConfigReader(this, kind, found.config()).spec(type(kind, found));
  }

  /** {@return the class of a spec} */
  Class<? extends Record> type(Kind kind, Found found) {
    return specs
        .named(kind, found.name())
        .orElseThrow(
            () ->
                found.name().contains(">")
                    ? MissingClassException.of(found, kind, specs)
                    : found
                        .place()
                        .wrong(
                            "%s needs a class that the engine has, got %s; the nearest is %s, and a SpecProvider adds your own"
                                .formatted(
                                    kind.keras().module(),
                                    TextNode.valueOf(found.name()),
                                    specs.nearest(kind, found.name()))));
  }

  private Object bare(Kind kind, Place place) {
    return Specs.builtIn(kind).stream()
        .map(RecordForm::of)
        .filter(form -> form.bare() && form.components().size() == 1)
        .findFirst()
        .map(form -> new ValueReader(this).bare(form, place))
        .orElseThrow(
            () ->
                place.needs(
                    "an object with class_name and config",
                    "write it as " + kind.keras().module() + " are"));
  }
}
