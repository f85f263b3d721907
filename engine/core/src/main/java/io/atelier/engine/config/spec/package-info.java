/**
 * What is known of a spec by looking at its class: which kind it is of, its names in Keras, its
 * components, and which settings of Keras it has not.
 *
 * <p>A room behind {@link io.atelier.engine.config.KerasConfig}: its classes are public for the
 * package above it, not for users of the engine.
 */
package io.atelier.engine.config.spec;
