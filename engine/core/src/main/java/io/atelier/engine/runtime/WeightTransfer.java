package io.atelier.engine.runtime;

import io.atelier.data.FloatValues;
import io.atelier.data.Given;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which weights of a model another can begin with: those of the same name and shape.
 *
 * <pre>{@code
 * WeightTransfer transfer = WeightTransfer.of(trained.weights(), program.weights());
 * program.setWeights(transfer.taken());                              // all others stay as drawn
 * }</pre>
 *
 * @param taken by name
 * @param fresh names of the model's other weights, in its order
 * @param left names of weights that the model has not, or of another shape, in their order
 */
public record WeightTransfer(
    Map<String, FloatValues> taken, List<String> fresh, List<String> left) {
  /** Copies the lists. */
  public WeightTransfer {
    Given.required(taken, "WeightTransfer", "weights", "use Map.of() for none");
    fresh = Given.list(fresh, "WeightTransfer", "fresh");
    left = Given.list(left, "WeightTransfer", "left");
  }

  /**
   * {@return what is taken}
   *
   * @param from weights of the trained model
   * @param into weights of the model that begins
   */
  public static WeightTransfer of(Map<String, FloatValues> from, Map<String, FloatValues> into) {
    Given.required(from, "WeightTransfer", "weights to take", "give program.weights()");
    Given.required(into, "WeightTransfer", "weights to begin with", "give program.weights()");
    Map<String, FloatValues> taken = new LinkedHashMap<>();
    into.forEach(
        (name, own) -> {
          FloatValues other = from.get(name);
          if (other != null && other.shape().equals(own.shape())) {
            taken.put(name, other);
          }
        });
    return new WeightTransfer(
        taken,
        into.keySet().stream().filter(name -> !taken.containsKey(name)).toList(),
        from.keySet().stream().filter(name -> !taken.containsKey(name)).toList());
  }
}
