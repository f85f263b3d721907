package io.atelier.engine.layer;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;

/**
 * Height and width of a kernel, a pooling window or a stride, in pixels.
 *
 * @param height at least 1
 * @param width at least 1
 */
@Keras(bare = true)
public record Size(int height, int width) {
  /**
   * @throws IllegalArgumentException if a side is below 1
   */
  public Size {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "Size needs height and width of at least 1, got "
              + height
              + "x"
              + width
              + "; give positive numbers");
    }
  }

  /** {@return a square of the given side} */
  public static Size square(int side) {
    return new Size(side, side);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
