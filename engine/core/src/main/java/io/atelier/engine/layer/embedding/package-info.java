/**
 * Layers that turn numbers of things, such as words, into vectors (Keras 3, {@code layers/core}).
 */
package io.atelier.engine.layer.embedding;
