package io.atelier.engine.runtime.build;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A model's weights in one graph. A layer gets the weight it names, whatever else it asks for in
 * this graph and in which order.
 */
public final class WeightsByName {
  private final Map<String, WeightSpec> specs = new HashMap<>();
  private final Map<String, Operand<TFloat32>> values = new HashMap<>();

  /**
   * @param specs the blueprint's
   * @param values in the same order
   */
  public WeightsByName(List<WeightSpec> specs, List<? extends Operand<TFloat32>> values) {
    for (int i = 0; i < specs.size(); i++) {
      this.specs.put(specs.get(i).name(), specs.get(i));
      this.values.put(specs.get(i).name(), values.get(i));
    }
  }

  /**
   * {@return the weight that is asked for}
   *
   * @throws IllegalArgumentException if the layer did not ask for it, or asked for another kind,
   *     when the blueprint was made
   */
  public Operand<TFloat32> of(WeightSpec asked) {
    WeightSpec known = specs.get(asked.name());
    String layer = asked.name().substring(0, Math.max(0, asked.name().lastIndexOf('/')));
    if (known == null) {
      throw new IllegalArgumentException(
          "Layer %s needs to ask for the same weights in and outside training, got %s in only one of them; ask for it whatever context.training() says"
              .formatted(layer, asked.name()));
    }
    if (!known.shape().equals(asked.shape()) || known.trainable() != asked.trainable()) {
      throw new IllegalArgumentException(
          "Layer %s needs to ask for the same weights in and outside training, got %s as %s and as %s; ask for one of them"
              .formatted(layer, asked.name(), kind(known), kind(asked)));
    }
    return values.get(asked.name());
  }

  /**
   * Makes a state something else for what asks for it from now on.
   *
   * @throws IllegalArgumentException if it is no state, or the value has another shape
   */
  public void update(String name, Operand<TFloat32> value) {
    WeightSpec known = specs.get(name);
    if (known.trainable() || !value.shape().isCompatibleWith(known.shape())) {
      throw new IllegalArgumentException(
          "%s needs to be a state and keep its shape to be updated, got the %s and a value of %s; ask for it with context.state, and give a value of its shape"
              .formatted(name, kind(known), value.shape()));
    }
    values.put(name, value);
  }

  /** {@return what the states are now, in the blueprint's order} */
  public List<Operand<TFloat32>> states(List<WeightSpec> blueprint) {
    return blueprint.stream()
        .filter(spec -> !spec.trainable())
        .map(spec -> values.get(spec.name()))
        .toList();
  }

  private static String kind(WeightSpec spec) {
    return (spec.trainable() ? "weight " : "state ") + spec.shape();
  }
}
