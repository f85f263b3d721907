package io.atelier.engine.layer;

import io.atelier.engine.Given;
import io.atelier.engine.Source;
import java.util.Arrays;
import org.tensorflow.ndarray.Shape;

/**
 * What a model takes.
 *
 * @param element the type of the numbers
 * @param shape of one example, without the batch; every size known
 */
public record Input(Element element, Shape shape) {
  private static final int MOST = Integer.MAX_VALUE;

  /** The type of a model's input numbers. */
  public enum Element {
    /** Unsigned bytes, 0 to 255; the model casts them to float32 as they are. */
    BYTE,
    /** float32 */
    FLOAT
  }

  /**
   * @throws IllegalArgumentException if a size is unknown or below 1, an example has more than 2^31
   *     - 1 numbers, or anything is null
   */
  public Input {
    Given.required(element, "Input", "an element type", "use Input.bytes or Input.floats");
    Given.required(shape, "Input", "a shape", "give the sizes of one example");
    if (shape.isUnknown() || Arrays.stream(shape.asArray()).anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "Input needs known sizes of at least 1, got "
              + Shapes.text(shape)
              + "; leave only the batch out");
    }
    if (Arrays.stream(shape.asArray()).asDoubleStream().reduce(1, (a, b) -> a * b) > MOST) {
      throw new IllegalArgumentException(
          "Input needs at most 2^31 - 1 numbers an example, which is what an array holds, got "
              + Shapes.text(shape)
              + "; give smaller examples");
    }
  }

  /** {@return an input of unsigned bytes, for example {@code Input.bytes(28, 28, 1)}} */
  public static Input bytes(long... exampleShape) {
    return new Input(Element.BYTE, Shape.of(exampleShape));
  }

  /** {@return an input of float32} */
  public static Input floats(long... exampleShape) {
    return new Input(Element.FLOAT, Shape.of(exampleShape));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
