/**
 * What a program runs on: TensorFlow's native library, the choice of a device, its memory and the
 * precisions it can compute in.
 *
 * <p>A room behind {@link io.atelier.engine.runtime.Program}: its classes are public for the rooms
 * beside it, not for users of the engine.
 */
package io.atelier.engine.runtime.device;
