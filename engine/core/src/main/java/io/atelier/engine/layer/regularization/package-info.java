/**
 * Layers that disturb what they get in training, so that a network does not rely on details, and do
 * nothing otherwise (Keras 3, {@code layers/regularization}). What they draw depends on the run's
 * seed, their place in the model and the step; a {@code seed} of their own in Keras' files is read
 * over. {@code Dropout} stands with the basic layers.
 */
package io.atelier.engine.layer.regularization;
