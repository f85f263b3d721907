package io.atelier.data.image;

/**
 * How pictures are resized, as Keras' {@code interpolation}: the methods of {@code tf.image.resize}
 * without antialiasing. Results are rounded to whole bytes, where Keras keeps fractions.
 */
public enum Interpolation {
  /** Between the four nearest pixels; Keras' default. */
  BILINEAR,
  /** The nearest pixel, no new values. */
  NEAREST,
  /** Between the sixteen nearest pixels. */
  BICUBIC,
  /** The mean of the area that a pixel covers: for much smaller pictures. */
  AREA,
  /** Lanczos' kernel of radius 3. */
  LANCZOS3,
  /** Lanczos' kernel of radius 5. */
  LANCZOS5,
  /** A Gaussian kernel, which blurs. */
  GAUSSIAN,
  /** Mitchell's and Netravali's cubic kernel. */
  MITCHELLCUBIC
}
