package io.atelier.engine.layer.reshaping;

import io.atelier.data.Given;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The same numbers in another shape, row by row: {@code [batch, ...]} to {@code [batch, sizes...]}
 * (Keras 3, {@code layers/reshaping/reshape.py}).
 *
 * <pre>{@code new Reshape(7, 7, 64)}</pre>
 *
 * @param targetShape sizes of an example, at least 1; one may be -1 for what is left
 */
public record Reshape(List<Integer> targetShape) implements Layer {
  private static final int REST = -1;

  /**
   * @throws IllegalArgumentException if there is no size, one is below 1 but a single -1, their
   *     product is beyond 2^31 - 1, or anything is null
   */
  public Reshape {
    targetShape = Given.list(targetShape, "Reshape", "sizes");
    long rests = targetShape.stream().filter(size -> size == REST).count();
    if (targetShape.isEmpty()
        || rests > 1
        || targetShape.stream().anyMatch(size -> size < 1 && size != REST)
        || targetShape.stream().mapToDouble(Math::abs).reduce(1, (a, b) -> a * b)
            > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Reshape needs sizes of at least 1 and a product below 2^31, of which one may be -1 for what is left, got %s; give such as new Reshape(7, 7, -1)"
              .formatted(targetShape));
    }
  }

  /** Sizes of an example; one may be -1. */
  public Reshape(int... sizes) {
    this(
        Arrays.stream(Given.required(sizes, "Reshape", "sizes", "give those of an example"))
            .boxed()
            .toList());
  }

  /**
   * @throws IllegalArgumentException if an example has not as many numbers
   */
  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Shape shape = input.shape();
    Shape example = shape.isUnknown() || shape.isScalar() ? Shape.unknown() : shape.tail();
    long known =
        targetShape.stream()
            .filter(size -> size != REST)
            .mapToLong(size -> size)
            .reduce(1, (a, b) -> a * b);
    boolean exact = !targetShape.contains(REST);
    if (example.hasUnknownDimension()
        || (exact ? example.size() != known : example.size() % known != 0)) {
      throw new IllegalArgumentException(
          "Reshape needs examples of %s numbers for %s, got %s; give sizes whose product is that of an example"
              .formatted(
                  exact ? known : "a multiple of " + known, targetShape, LayerShapes.text(shape)));
    }
    int rest = (int) (example.size() / known);
    int[] sizes =
        IntStream.concat(
                IntStream.of(-1), targetShape.stream().mapToInt(size -> size == REST ? rest : size))
            .toArray();
    return context.tf().reshape(input, context.tf().constant(sizes));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
