/**
 * Layers that make one number of many: of those in each window ({@code MaxPooling2D}), or of a
 * whole image or sequence ({@code GlobalAveragePooling2D}), channel by channel (Keras 3, {@code
 * layers/pooling}). The layers of images take {@code [batch, height, width, channels]}, those of
 * sequences, whose names end in {@code 1D}, {@code [batch, steps, features]}.
 */
package io.atelier.engine.layer.pooling;
