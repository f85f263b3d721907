package io.atelier.engine.config;

import io.atelier.engine.config.json.Place;
import io.atelier.engine.config.spec.FixedKeys;
import io.atelier.engine.config.spec.Kind;
import io.atelier.engine.config.spec.RecordForm;
import io.atelier.engine.config.spec.RecordForm.Component;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the settings of a record.
 *
 * @param reader of what is inside
 * @param kind of the record; null for one that is no spec
 * @param config the settings
 */
record ConfigReader(SpecReader reader, Kind kind, Place config) {
  /** {@return the record, inside those that are written as parts of it, such as clipping} */
  Record spec(Class<? extends Record> type) {
    Set<String> own = keys(RecordForm.of(type));
    List<RecordForm> around =
        kind == null
            ? List.of()
            : reader.specs().merged(kind).stream()
                .map(RecordForm::of)
                .filter(form -> isThere(form) && Collections.disjoint(keys(form), own))
                .toList();
    Record spec =
        plain(
            type,
            around.stream()
                .flatMap(form -> keys(form).stream())
                .collect(Collectors.toUnmodifiableSet()));
    for (RecordForm form : around) {
      spec = made(form, values(form, spec));
    }
    return spec;
  }

  /** {@return the record alone, of a config in which others have taken some keys} */
  Record plain(Class<? extends Record> type, Set<String> taken) {
    if (!config.json().isObject()) {
      throw config.needs("an object", "write the settings of " + type.getSimpleName() + " in one");
    }
    RecordForm form = RecordForm.of(type);
    requireKnown(form, taken);
    return made(form, values(form, null));
  }

  /** Whether a setting of a record around others has a value that is not the one for none. */
  private boolean isThere(RecordForm form) {
    Set<String> keys = keys(form);
    Set<String> shared = kind.shared().accepted().keySet();
    return !keys.isEmpty()
        && (Collections.disjoint(keys, shared)
            ? keys.stream().noneMatch(key -> config.at(key).isEmpty())
            : keys.stream()
                .anyMatch(
                    key -> shared.contains(key) && !kind.shared().leaves(key, config.at(key))));
  }

  private static Set<String> keys(RecordForm form) {
    return Stream.concat(
            form.components().stream()
                .filter(component -> !component.merged())
                .flatMap(component -> component.keys().stream()),
            form.merged().isEmpty() ? Stream.empty() : form.fixed().written().keySet().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<Object> values(RecordForm form, Record inner) {
    List<Object> values = new ArrayList<>();
    for (Component component : form.components()) {
      values.add(component.merged() ? inner : value(form, component));
    }
    return values;
  }

  private Record made(RecordForm form, List<Object> values) {
    try {
      return form.spec(values);
    } catch (IllegalArgumentException e) {
      throw new Culprit(reader, form, values)
          .component()
          .map(this::place)
          .orElse(config)
          .wrong(e.getMessage());
    }
  }

  private void requireKnown(RecordForm form, Set<String> taken) {
    String who = form.spec().getSimpleName();
    Set<String> own = keys(form);
    FixedKeys shared = kind == null ? FixedKeys.of(null) : kind.shared();
    for (String key : config.keys()) {
      Place place = config.at(key);
      if (own.contains(key) || taken.contains(key)) {
        continue;
      }
      if (key.equals("dtype")) {
        DtypePolicy.require(who, place);
      } else if (!form.fixed().take(who, key, place) && !shared.take(who, key, place)) {
        Unknown.require(who, key, place, own.stream().sorted().toList());
      }
    }
  }

  private Object value(RecordForm form, Component component) {
    Place place = place(component);
    ValueReader values = new ValueReader(reader);
    boolean given =
        !place.isEmpty()
            || ValueReader.isOptional(component.type())
            || (place.json().isNull() && ValueReader.isPrimitive(component.type()));
    if (given) {
      return values.read(component.type(), place);
    }
    if (!component.orElseKey().isEmpty()) {
      return value(form, form.component(component.orElseKey()));
    }
    if (component.orElse() != null) {
      return values.read(component.type(), new Place(place.path(), component.orElse()));
    }
    throw config.wrong(
        "%s needs \"%s\", got %s; give its value"
            .formatted(form.spec().getSimpleName(), component.key(), place.shown()));
  }

  /** Where a component stands: under the first of its keys that is there. */
  private Place place(Component component) {
    return component.keys().stream()
        .map(config::at)
        .filter(place -> !place.json().isMissingNode())
        .findFirst()
        .orElseGet(() -> config.at(component.key()));
  }
}
