/**
 * Layers of several inputs: element by element, or one beside the other (Keras 2.12, {@code
 * layers/merging}).
 */
package io.atelier.engine.layer.merge;
