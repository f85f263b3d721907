/**
 * Pictures as data: files of pictures become one large array of bytes {@code [n, height, width,
 * channels]}.
 *
 * <p>{@link io.atelier.data.image.ImageFolder} finds the pictures of a folder and their classes as
 * Keras does, {@link io.atelier.data.image.ImageOptions} says how they are decoded, {@link
 * io.atelier.data.image.ImageDecoder} does it (the engine brings TensorFlow's decoder, so that the
 * numbers are Keras' numbers), and a cache keeps the result, so that the second start is quick. A
 * set is decoded straight into a file and stays there: it may be larger than the memory.
 *
 * <p>This is a package of its own, not a part of the formats: pictures are many files that are
 * searched, decoded by another module and cached, and share nothing with the formats of one file.
 */
package io.atelier.data.image;
