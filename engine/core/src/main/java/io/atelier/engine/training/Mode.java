package io.atelier.engine.training;

/** Which values of a quantity are better, as Keras' {@code mode} says it. */
public enum Mode {
  /** Larger ones of accuracies and areas under curves, smaller ones of all else. */
  AUTO,
  /** Smaller ones. */
  MIN,
  /** Larger ones. */
  MAX
}
