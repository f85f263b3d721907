package io.atelier.engine.layer.merge;

import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Merge;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Its inputs beside each other along an axis: {@code [batch, 28, 28, 8]} and {@code [batch, 28, 28,
 * 4]} give {@code [batch, 28, 28, 12]}.
 *
 * <pre>{@code Node both = new Concatenate().of(x, y);}</pre>
 *
 * @param axis 1 for the first behind the batch, or -1 for the last, -2 for the one before it …; not
 *     the batch's
 */
public record Concatenate(@KerasKey(orElse = "-1") int axis) implements Merge {
  /**
   * @throws IllegalArgumentException if the axis is 0, which is the batch's
   */
  public Concatenate {
    if (axis == 0) {
      throw new IllegalArgumentException(
          "Concatenate needs an axis behind the batch's, got 0; use -1 for the last");
    }
  }

  /** Along the last axis. */
  public Concatenate() {
    this(-1);
  }

  /**
   * @throws IllegalArgumentException if there are fewer than two inputs, they have no such axis, or
   *     their sizes differ along another
   */
  @Override
  public Operand<TFloat32> apply(LayerContext context, List<Operand<TFloat32>> inputs) {
    Elementwise.requireSeveral("Concatenate", inputs);
    Shape first = inputs.get(0).shape();
    int place = axis < 0 ? first.numDimensions() + axis : axis;
    if (place < 1 || place >= first.numDimensions()) {
      throw new IllegalArgumentException(
          "Concatenate needs inputs with an axis %s behind the batch's, got %s; use -1 for the last"
              .formatted(axis, Merge.shapes(inputs)));
    }
    for (Operand<TFloat32> input : inputs) {
      if (!fit(first, input.shape(), place)) {
        throw new IllegalArgumentException(
            "Concatenate needs inputs of the same sizes but along axis %s, got %s; give them the same sizes, or choose another axis"
                .formatted(place, Merge.shapes(inputs)));
      }
    }
    return context.tf().concat(inputs, context.tf().constant(place));
  }

  private static boolean fit(Shape one, Shape other, int but) {
    boolean fit = one.numDimensions() == other.numDimensions();
    for (int axis = 0; fit && axis < one.numDimensions(); axis++) {
      long a = one.get(axis);
      long b = other.get(axis);
      fit = axis == but || a == b || a == Shape.UNKNOWN_SIZE || b == Shape.UNKNOWN_SIZE;
    }
    return fit;
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
