package io.atelier.engine.layer.reshaping;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.Source;

/**
 * The four sides of an image, in pixels: in Keras {@code [[top, bottom], [left, right]]}; {@code
 * [1, 2]} and {@code 1} are read as well.
 *
 * @param rows above and below
 * @param columns left and right
 */
@Keras(bare = true)
public record Border(Margin rows, Margin columns) {
  /**
   * @throws IllegalArgumentException if one is missing
   */
  public Border {
    Given.required(rows, "Border", "margins of the rows", "use new Margin(0, 0) for none");
    Given.required(columns, "Border", "margins of the columns", "use new Margin(0, 0) for none");
  }

  /** The four sides. */
  public Border(int top, int bottom, int left, int right) {
    this(new Margin(top, bottom), new Margin(left, right));
  }

  /** {@return as many on all sides} */
  public static Border of(int pixels) {
    return new Border(pixels, pixels, pixels, pixels);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
