package io.atelier.engine.config;

import io.atelier.engine.SnakeCase;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of layers beside each other that were given none, as a model numbers them: dense,
 * dense_1, dense_2 …
 */
final class LayerNumbers {
  private final Map<String, Integer> counts = new HashMap<>();

  /** {@return the name the next layer of a type will have, if it is given none} */
  String next(String type) {
    String base = SnakeCase.of(type.matches("[A-Za-z][A-Za-z0-9_]*") ? type : "Layer");
    int count = counts.getOrDefault(type, 0);
    return count == 0 ? base : base + "_" + count;
  }

  /** Counts a layer that has its number for a name. */
  void take(String type) {
    counts.merge(type, 1, Integer::sum);
  }
}
