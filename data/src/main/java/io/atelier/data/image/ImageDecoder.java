package io.atelier.data.image;

import io.atelier.data.ByteValues;

/**
 * Decodes pictures: {@code ImageDecoder.installed().decode(Files.readAllBytes(path), options)}.
 * Several threads may use one at once.
 *
 * <p>The engine brings TensorFlow's, which decodes exactly as Keras does. Java's own JPEG decoder
 * differs from it by up to 18 levels.
 */
@FunctionalInterface
public interface ImageDecoder {

  /**
   * {@return a picture, {@code [1, height, width, channels]}}
   *
   * @param content of a file: BMP, GIF (its first frame), JPEG or PNG, whatever its name says
   * @throws BrokenImageException if it is no such picture, or a damaged one
   */
  ByteValues decode(byte[] content, ImageOptions options) throws BrokenImageException;

  /**
   * {@return the decoder on the class path, the same for the whole process}
   *
   * @throws IllegalStateException if there is none
   */
  static ImageDecoder installed() {
    return InstalledDecoder.FOUND.orElseThrow(
        () ->
            new IllegalStateException(
                "Pictures need a decoder on the class path, got none; add the artifact atelier-engine"));
  }
}
