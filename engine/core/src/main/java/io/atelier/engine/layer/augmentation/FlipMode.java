package io.atelier.engine.layer.augmentation;

/** In which directions images are flipped. */
public enum FlipMode {
  /** Left and right changed. */
  HORIZONTAL,
  /** Top and bottom changed. */
  VERTICAL,
  /** Both, each by a draw of its own. */
  HORIZONTAL_AND_VERTICAL
}
