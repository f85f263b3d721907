package io.atelier.engine;

/**
 * Keras' components of a spec that has others: a record whose constructor takes the spec, named by
 * {@link Keras#form}.
 */
public interface KerasForm {
  /**
   * {@return the spec}
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  Record spec();
}
