/**
 * What is written and read: checkpoints and SavedModels, the weights of a program by name, and its
 * answers.
 *
 * <p>A room behind {@link io.atelier.engine.runtime.Program}: its classes are public for the rooms
 * beside it, not for users of the engine.
 */
package io.atelier.engine.runtime.saved;
