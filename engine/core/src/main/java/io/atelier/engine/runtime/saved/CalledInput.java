package io.atelier.engine.runtime.saved;

import io.atelier.data.Element;
import io.atelier.data.Given;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/**
 * An input of a SavedModel.
 *
 * @param name it is called by
 * @param place where it is fed, {@code image:0}
 * @param type of its numbers
 * @param shape with the batch in front; unknown sizes are -1
 */
public record CalledInput(String name, String place, DataType type, Shape shape) {

  /**
   * {@return an input as a signature tells it}
   *
   * @param folder of the SavedModel, for messages
   * @throws IOException if it takes no batches of numbers
   */
  static CalledInput of(String folder, String name, TensorInfo info) throws IOException {
    Shape shape = shape(info.getTensorShape());
    if (element(info.getDtype()).isEmpty() || info.getName().isEmpty()) {
      throw new IOException(
          "%s needs inputs of numbers (uint8, int32, int64, float32 or float64), got %s of type %s; export the model with such inputs"
              .formatted(folder, name, text(info.getDtype())));
    }
    if (shape.isUnknown() || shape.numDimensions() == 0) {
      throw new IOException(
          "%s needs inputs of batches of examples, got %s of shape %s; export the model with the batch as its inputs' first axis"
              .formatted(folder, name, shape.isUnknown() ? "unknown" : shape));
    }
    return new CalledInput(name, info.getName(), info.getDtype(), shape);
  }

  static Shape shape(TensorShapeProto shape) {
    return shape.getUnknownRank()
        ? Shape.unknown()
        : Shape.of(shape.getDimList().stream().mapToLong(TensorShapeProto.Dim::getSize).toArray());
  }

  private static Optional<Element> element(DataType type) {
    return switch (type) {
      case DT_UINT8 -> Optional.of(Element.BYTE);
      case DT_INT32, DT_INT64 -> Optional.of(Element.INT);
      case DT_FLOAT, DT_DOUBLE -> Optional.of(Element.FLOAT);
      default -> Optional.empty();
    };
  }

  /**
   * Requires values that it takes.
   *
   * @throws IllegalArgumentException if they are of another type or shape; the message says which
   *     it takes
   */
  void require(String who, Values values) {
    Given.required(values, who, "values for " + name, "give values [count, ...]");
    Shape given = Tensors.shape(values);
    boolean typed = element(type).orElseThrow() == Element.of(values);
    if (typed && fits(given)) {
      return;
    }
    String got = text(Tensors.type(values).getSimpleName().substring(1)) + " " + given;
    if (typed && given.numDimensions() == shape.numDimensions() - 1) {
      throw new IllegalArgumentException(
          "%s needs %s, got %s without the batch's axis; give one example the shape %s"
              .formatted(who, this, got, Shape.of(1).append(given)));
    }
    throw new IllegalArgumentException(
        "%s needs %s, got %s; reshape or convert the values".formatted(who, this, got));
  }

  private boolean fits(Shape given) {
    boolean fits = given.numDimensions() == shape.numDimensions();
    for (int axis = 1; fits && axis < shape.numDimensions(); axis++) {
      fits = shape.get(axis) == Shape.UNKNOWN_SIZE || shape.get(axis) == given.get(axis);
    }
    return fits;
  }

  /** {@return how many examples it takes at a time, if that is laid down; else empty} */
  Optional<Integer> batch() {
    return shape.get(0) == Shape.UNKNOWN_SIZE
        ? Optional.empty()
        : Optional.of(Math.toIntExact(shape.get(0)));
  }

  /** {@return a copy in native memory, for the caller to close} */
  Tensor tensor(Values values) {
    Shape given = Tensors.shape(values);
    return switch (type) {
      case DT_INT64 -> TInt64.tensorOf(given, DataBuffers.of(longs(values), true, false));
      case DT_DOUBLE -> TFloat64.tensorOf(given, DataBuffers.of(doubles(values), true, false));
      default -> Tensors.of(values);
    };
  }

  private static long[] longs(Values values) {
    return Arrays.stream(((IntValues) values).values()).asLongStream().toArray();
  }

  private static double[] doubles(Values values) {
    double[] doubles = new double[Math.multiplyExact(values.count(), values.exampleSize())];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values.number(i);
    }
    return doubles;
  }

  static String text(DataType type) {
    return text(type.name().replace("DT_", ""));
  }

  private static String text(String type) {
    String small = type.toLowerCase(Locale.ROOT);
    return small.equals("float") ? "float32" : small.equals("double") ? "float64" : small;
  }

  /** {@return it in words, {@code image uint8 [count, 28, 28]}} */
  @Override
  public String toString() {
    return "%s %s %s".formatted(name, text(type), sizes(shape));
  }

  /** {@return a shape in words, {@code [count, 10]}} */
  static String sizes(Shape shape) {
    if (shape.isUnknown()) {
      return "[...]";
    }
    String text = shape.toString();
    return text.replaceFirst("^\\[-1", "[count").replace("-1", "any");
  }
}
