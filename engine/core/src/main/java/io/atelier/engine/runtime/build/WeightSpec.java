package io.atelier.engine.runtime.build;

import io.atelier.engine.layer.Weight;
import org.tensorflow.ndarray.Shape;

/**
 * A weight as a layer asked for it.
 *
 * @param name layer and weight, {@code dense/kernel}
 * @param shape every size known
 * @param weight what is wanted of it
 * @param trainable whether the optimizer moves it
 */
public record WeightSpec(String name, Shape shape, Weight weight, boolean trainable) {}
