package io.atelier.engine.layer;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasForm;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.tensorflow.ndarray.Shape;

/**
 * What a model takes.
 *
 * @param element the type of the numbers
 * @param shape of one example, without the batch; every size known
 */
@Keras(name = "InputLayer", module = "keras.layers", ignored = "name", form = Input.Batched.class)
public record Input(Element element, Shape shape) {
  private static final int MOST = Integer.MAX_VALUE;

  /** The type of a model's input numbers. */
  public enum Element {
    /** Unsigned bytes, 0 to 255; the model casts them to float32 as they are. */
    @Keras(name = "uint8")
    BYTE,
    /** float32 */
    @Keras(name = "float32")
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
              + LayerShapes.text(shape)
              + "; leave only the batch out");
    }
    if (Arrays.stream(shape.asArray()).asDoubleStream().reduce(1, (a, b) -> a * b) > MOST) {
      throw new IllegalArgumentException(
          "Input needs at most 2^31 - 1 numbers an example, which is what an array holds, got "
              + LayerShapes.text(shape)
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

  /** {@return the shape of one example, {@code [28, 28, 1]}} */
  public int[] exampleShape() {
    return java.util.Arrays.stream(shape.asArray()).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public String toString() {
    return Source.of(this);
  }

  /**
   * What Keras writes.
   *
   * @param batchShape the batch's size, empty for any, then those of an example
   * @param element float32 where it is left out
   */
  @Keras(
      fixed = "sparse: false",
      formerly = {"ragged: false", "optional: false"})
  record Batched(
      @KerasKey(also = "batch_input_shape") List<OptionalLong> batchShape,
      @KerasKey(name = "dtype", orElse = "'float32'") Element element)
      implements KerasForm {
    Batched(Input input) {
      this(
          LongStream.concat(LongStream.of(Shape.UNKNOWN_SIZE), LongStream.of(input.shape.asArray()))
              .mapToObj(n -> n == Shape.UNKNOWN_SIZE ? OptionalLong.empty() : OptionalLong.of(n))
              .toList(),
          input.element);
    }

    /** A model takes batches of any size: that of the batch is not looked at. */
    @Override
    public Input spec() {
      if (batchShape.isEmpty()) {
        throw new IllegalArgumentException(
            "Input needs sizes that begin with the batch's, got []; give some such as [null, 32, 32, 3]");
      }
      return new Input(
          element,
          Shape.of(
              batchShape.stream().skip(1).mapToLong(n -> n.orElse(Shape.UNKNOWN_SIZE)).toArray()));
    }
  }
}
