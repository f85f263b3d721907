package io.atelier.engine.runtime.saved;

import io.atelier.data.FloatValues;
import java.util.HashMap;
import java.util.Map;

/** Copies of all weights, in Java's memory, each under a name of its own. */
public final class KeptWeights {
  private final Map<String, Map<String, FloatValues>> kept = new HashMap<>();

  /** Keeps weights under a name, in place of earlier ones. */
  public void keep(String name, Map<String, FloatValues> weights) {
    kept.put(name, weights);
  }

  /** {@return whether weights are kept under a name} */
  public boolean has(String name) {
    return kept.containsKey(name);
  }

  /**
   * {@return the weights kept under a name}
   *
   * @throws IllegalStateException if there are none
   */
  public Map<String, FloatValues> of(String name) {
    if (!has(name)) {
      throw new IllegalStateException(
          "Program needs weights kept as " + name + " to restore, got none; keep them first");
    }
    return kept.get(name);
  }
}
