/**
 * What building a model into a graph gives: names, weights, shapes, random masks, and the checks of
 * examples against it.
 *
 * <p>A room behind {@link io.atelier.engine.runtime.Program}: its classes are public for the rooms
 * beside it, not for users of the engine.
 */
package io.atelier.engine.runtime.build;
