package io.atelier.engine.layer;

/** How a window meets the border of an image. */
public enum Padding {
  /** The output has {@code ceil(n / stride)} places; what is missing is padded evenly. */
  SAME,
  /** Only whole windows count: {@code floor((n - window) / stride) + 1} places. */
  VALID
}
