/**
 * Layers that arrange numbers anew without computing with them: other sizes, other orders, a border
 * more or less (Keras 3, {@code layers/reshaping}); {@code Flatten} stands with the basic layers.
 */
package io.atelier.engine.layer.reshaping;
