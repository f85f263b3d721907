package io.atelier.lab.config;

import io.atelier.data.Services;
import io.atelier.engine.optimizer.Optimizer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The networks that are known by name, each with the settings it is trained with. */
public final class Presets {
  private Presets() {}

  private static List<ModelProvider> providers() {
    return Services.of(ModelProvider.class);
  }

  /** {@return all names, in the order of their providers} */
  public static List<String> names() {
    return providers().stream().flatMap(provider -> provider.names().stream()).toList();
  }

  /**
   * {@return the settings of a network}
   *
   * @throws IllegalArgumentException if there is none of this name, of which the message names the
   *     nearest; if there are two; or if the network calls itself otherwise
   */
  public static RunConfig named(String name) {
    List<ModelProvider> found =
        providers().stream().filter(provider -> provider.preset(name).isPresent()).toList();
    ModelProvider provider =
        Services.only(found, name, "model")
            .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
    RunConfig preset = provider.preset(name).orElseThrow();
    String own = preset.model().name();
    if (!own.equals(name) && provider.names().contains(name)) {
      throw new IllegalArgumentException(
          "%s needs models that have the names it lists, got %s for %s; name the model %s"
              .formatted(provider.getClass().getName(), own, name, name));
    }
    return preset;
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

  /** A name that is like no other is rather that of a jar than a slip. */
  private static String unknown(String name) {
    Optional<String> nearest =
        names().stream().min(Comparator.comparing(other -> distance(name, other)));
    boolean like = nearest.isPresent() && distance(name, nearest.get()) <= name.length() / 2;
    return "unknown model '%s'%s%s"
        .formatted(
            name,
            nearest.map("; did you mean %s?"::formatted).orElse(""),
            like ? "" : " A model of your own jar needs it: atelier --class-path JAR");
  }

  private static int distance(String one, String other) {
    return LevenshteinDistance.getDefaultInstance().apply(one, other);
  }
}
