package io.atelier.engine.runtime.build;

import io.atelier.engine.initializer.Initializer;
import org.tensorflow.ndarray.Shape;

/**
 * A weight as a layer asked for it.
 *
 * @param name layer and weight, {@code dense/kernel}
 * @param shape every size known
 * @param initializer gives the first values
 * @param trainable whether the optimizer moves it
 */
public record WeightSpec(String name, Shape shape, Initializer initializer, boolean trainable) {}
