package io.atelier.lab.config;

import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.RmsProp;
import io.atelier.engine.optimizer.Sgd;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Optimizers by Keras' short names, with Keras' defaults. */
enum NamedOptimizer {
  /** Stochastic gradient descent. */
  SGD(new Sgd(0.01)),
  /** Adam at a constant rate. */
  ADAM(new Adam(0.001)),
  /** RMSprop. */
  RMSPROP(new RmsProp(0.001));

  private final Optimizer optimizer;

  NamedOptimizer(Optimizer optimizer) {
    this.optimizer = optimizer;
  }

  /**
   * {@return the optimizer of this name}
   *
   * @throws IllegalArgumentException if there is none
   */
  static Optimizer of(String name) {
    return Arrays.stream(values())
        .filter(known -> known.shortName().equals(name))
        .map(known -> known.optimizer)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--optimizer needs one of %s, got '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(NamedOptimizer::shortName)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  private String shortName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
