package io.atelier.lab.config;

import io.atelier.engine.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The networks that are known by name, each with the settings it is trained with. */
public final class Presets {
  private Presets() {}

  private static List<ModelProvider> providers() {
    List<ModelProvider> found = new ArrayList<>();
    ServiceLoader.load(ModelProvider.class).forEach(found::add);
    return found;
  }

  /** {@return all names, in the order of their providers} */
  public static List<String> names() {
    return providers().stream().flatMap(provider -> provider.names().stream()).toList();
  }

  /**
   * {@return the settings of a network}
   *
   * @throws IllegalArgumentException if there is none of this name; the message names the nearest
   */
  public static RunConfig named(String name) {
    return providers().stream()
        .flatMap(provider -> provider.preset(name).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown model '%s'%s"
                        .formatted(
                            name, nearest(name).map("; did you mean %s?"::formatted).orElse(""))));
  }

  /**
   * {@return what a short name of an optimizer means for a network}
   *
   * @param model name of the network
   * @param name such as {@code sgd}
   * @throws IllegalArgumentException if it means none
   */
  public static Optimizer optimizer(String model, String name) {
    return providers().stream()
        .filter(provider -> provider.preset(model).isPresent())
        .flatMap(provider -> provider.optimizer(name).stream())
        .findFirst()
        .orElseGet(() -> NamedOptimizer.of(name));
  }

  private static Optional<String> nearest(String name) {
    return names().stream()
        .min(
            Comparator.comparing(
                other -> LevenshteinDistance.getDefaultInstance().apply(name, other)));
  }
}
