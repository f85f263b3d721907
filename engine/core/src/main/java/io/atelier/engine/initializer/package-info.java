/**
 * How weights begin. The random initializers draw the very floats Keras 2.12 draws: TensorFlow's
 * stateless Philox generator with the seed {@code [seed, 0]}.
 *
 * <p>TensorFlow Java's own {@code Glorot} and {@code He} are not used: their uniform variants never
 * go below zero, and their convolution fans count the input channels twice.
 */
package io.atelier.engine.initializer;
