package io.atelier.lab.config;

import io.atelier.engine.optimizer.Adadelta;
import io.atelier.engine.optimizer.Adafactor;
import io.atelier.engine.optimizer.Adagrad;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.AdamW;
import io.atelier.engine.optimizer.Adamax;
import io.atelier.engine.optimizer.Ftrl;
import io.atelier.engine.optimizer.Lamb;
import io.atelier.engine.optimizer.Lion;
import io.atelier.engine.optimizer.Nadam;
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
  RMSPROP(new RmsProp(0.001)),
  /** Adam with weight decay. */
  ADAMW(new AdamW(0.001, 0.004)),
  /** Adam that looks ahead. */
  NADAM(new Nadam(0.001)),
  /** Adam with the largest gradient. */
  ADAMAX(new Adamax(0.001)),
  /** Adagrad. */
  ADAGRAD(new Adagrad(0.001)),
  /** Adadelta. */
  ADADELTA(new Adadelta(0.001)),
  /** Adafactor. */
  ADAFACTOR(new Adafactor(0.001)),
  /** FTRL. */
  FTRL(new Ftrl(0.001)),
  /** Lamb. */
  LAMB(new Lamb(0.001)),
  /** Lion. */
  LION(new Lion(0.001));

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
