package io.atelier.engine.config;

import io.atelier.engine.config.json.Place;
import io.atelier.engine.config.spec.RecordForm;
import io.atelier.engine.config.spec.RecordForm.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which value a record refused: a record says what is wrong, but not in which component.
 *
 * @param reader of defaults
 * @param form of the record
 * @param values that it refused
 */
record Culprit(SpecReader reader, RecordForm form, List<Object> values) {
  /**
   * {@return the only component with which, if it were another, the record would be fine; if there
   * is none, the only one for which there is no other to try}
   */
  Optional<Component> component() {
    List<Component> found = new ArrayList<>();
    List<Component> untried = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Component component = form.components().get(i);
      if (component.merged()) {
        continue; // It has no place of its own.
      }
      Optional<Object> harmless = harmless(component, values.get(i));
      List<Object> others = new ArrayList<>(values);
      others.set(i, harmless.orElse(values.get(i)));
      if (harmless.isEmpty()) {
        untried.add(component);
      } else if (isFine(others)) {
        found.add(component);
      }
    }
    List<Component> candidates = found.isEmpty() ? untried : found;
    return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
  }

  private boolean isFine(List<Object> others) {
    try {
      form.spec(others);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Optional<Object> harmless(Component component, Object value) {
    if (component.orElse() != null) {
      return Optional.of(
          new ValueReader(reader).read(component.type(), new Place("", component.orElse())));
    }
    if (value instanceof Integer) {
      return Optional.of(1);
    }
    if (value instanceof Long) {
      return Optional.of(1L);
    }
    if (value instanceof Double) {
      return Optional.of(0.5);
    }
    return value instanceof String ? Optional.of("a") : Optional.empty();
  }
}
