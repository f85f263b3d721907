package io.atelier.engine.layer.convolution;

import io.atelier.data.Given;
import io.atelier.engine.layer.ActivationFunction;
import io.atelier.engine.layer.LayerShapes;
import io.atelier.engine.layer.Weight;
import org.tensorflow.ndarray.Shape;

/** What all convolutions require of their settings. */
final class Filters {
  private Filters() {}

  /** Requires at least one filter, as many for each group, and nothing null. */
  static void require(
      String who,
      int filters,
      int groups,
      ActivationFunction activation,
      Weight kernel,
      Weight bias) {
    Given.required(activation, who, "an activation", "use Activation.LINEAR for none");
    Given.required(kernel, who, "a kernel", "use new Weight(new GlorotUniform()) if unsure");
    Given.required(bias, who, "a bias", "use new Weight(new Zeros()) if unsure");
    if (filters < 1) {
      throw new IllegalArgumentException(
          who + " needs at least 1 filter, got " + filters + "; give a positive number of filters");
    }
    if (groups < 1 || filters % groups != 0) {
      throw new IllegalArgumentException(
          "%s needs filters that can be divided into the groups, got %s filters in %s groups; use 1 group if unsure"
              .formatted(who, filters, groups));
    }
  }

  /** Requires channels, the last axis of {@code input}, that can be divided into the groups. */
  static void requireGroups(String who, Shape input, int groups) {
    if (input.get(input.numDimensions() - 1) % groups != 0) {
      throw new IllegalArgumentException(
          "%s needs channels that can be divided into its %s groups, got %s; use a divisor"
              .formatted(who, groups, LayerShapes.text(input)));
    }
  }
}
