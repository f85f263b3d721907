/**
 * How training steps are executed: by which strategy, in which windows, with how many steps a call.
 *
 * <p>A room behind {@link io.atelier.engine.runtime.Program}: its classes are public for the rooms
 * beside it, not for users of the engine.
 */
package io.atelier.engine.runtime.plan;
