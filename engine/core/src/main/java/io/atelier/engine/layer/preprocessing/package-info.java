/**
 * Layers that turn what a model is given into what the rest of it learns from: bytes into numbers
 * of a good size, images into images of one size (Keras 3, {@code layers/preprocessing}). As parts
 * of the model they are the same in training and wherever it is used.
 */
package io.atelier.engine.layer.preprocessing;
