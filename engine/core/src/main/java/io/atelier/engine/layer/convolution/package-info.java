/**
 * Layers that move a window over an image: {@code [batch, height, width, channels]} to the same
 * axes (Keras 2.12, {@code layers/convolutional} and {@code layers/pooling}).
 */
package io.atelier.engine.layer.convolution;
