/**
 * Which TensorFlow operations compute a matrix product, a convolution or a pooling, chosen by
 * device and shape.
 *
 * <p>A room behind {@link io.atelier.engine.runtime.Program}: its classes are public for the rooms
 * beside it, not for users of the engine.
 */
package io.atelier.engine.runtime.lowering;
