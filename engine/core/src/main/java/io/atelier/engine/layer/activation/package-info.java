/**
 * Activations that have settings: layers of their own, and functions that another layer may apply
 * to its output (Keras 3, {@code layers/activations}).
 */
package io.atelier.engine.layer.activation;
