/**
 * Layers that move a window of learned weights over an image: {@code [batch, height, width,
 * channels]} to the same axes (Keras 2.12, {@code layers/convolutional}).
 */
package io.atelier.engine.layer.convolution;
