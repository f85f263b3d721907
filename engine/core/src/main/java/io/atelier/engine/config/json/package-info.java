/**
 * JSON texts and the places in them, so that a message can say where a wrong value stands. Nothing
 * here knows what a spec is.
 *
 * <p>A room behind {@link io.atelier.engine.config.KerasConfig}: its classes are public for the
 * package above it, not for users of the engine.
 */
package io.atelier.engine.config.json;
