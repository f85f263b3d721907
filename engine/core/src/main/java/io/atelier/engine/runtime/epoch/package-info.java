/**
 * A whole epoch: the windows of examples on the device, the functions that loop over their batches,
 * and evaluation.
 *
 * <p>A room behind {@link io.atelier.engine.runtime.Program}: its classes are public for the rooms
 * beside it, not for users of the engine.
 */
package io.atelier.engine.runtime.epoch;
