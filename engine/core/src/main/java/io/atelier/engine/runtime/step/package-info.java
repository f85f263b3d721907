/**
 * One training step: a pure function of weights, optimizer slots, step number and batch.
 *
 * <p>A room behind {@link io.atelier.engine.runtime.Program}: its classes are public for the rooms
 * beside it, not for users of the engine.
 */
package io.atelier.engine.runtime.step;
