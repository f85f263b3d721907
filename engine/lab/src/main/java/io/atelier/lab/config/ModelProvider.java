package io.atelier.lab.config;

import io.atelier.engine.optimizer.Optimizer;
import java.util.List;
import java.util.Optional;

/**
 * Networks that are known by name. A jar on {@code --class-path} adds its own: a class with a
 * constructor without arguments, whose full name stands in the jar's {@code
 * META-INF/services/io.atelier.lab.config.ModelProvider}.
 */
public interface ModelProvider {
  /** {@return the names to list} */
  List<String> names();

  /**
   * {@return the settings that a network is trained with unless something else is said; empty if
   * this provider has no network of this name} The model itself has this name too.
   */
  Optional<RunConfig> preset(String name);

  /**
   * {@return what a short name of an optimizer means for these networks; empty for what it means
   * for all others}
   */
  default Optional<Optimizer> optimizer(String name) {
    return Optional.empty();
  }
}
