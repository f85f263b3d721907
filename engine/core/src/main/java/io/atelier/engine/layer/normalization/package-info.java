/**
 * Layers that bring what they get to mean 0 and deviation 1, and then to a mean and a deviation
 * that are learned (Keras 3, {@code layers/normalization}).
 */
package io.atelier.engine.layer.normalization;
