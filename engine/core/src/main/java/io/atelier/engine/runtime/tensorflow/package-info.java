/**
 * Helpers over TensorFlow's own classes: tensors, functions, variables, error messages.
 *
 * <p>A room behind {@link io.atelier.engine.runtime.Program}: its classes are public for the rooms
 * beside it, not for users of the engine.
 */
package io.atelier.engine.runtime.tensorflow;
