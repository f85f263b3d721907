package io.atelier.engine.layer.merge;

import io.atelier.engine.layer.Merge;
import java.util.List;
import java.util.function.BinaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Merges of inputs of one shape, number by number. */
final class Elementwise {
  private Elementwise() {}

  /**
   * {@return the inputs put together from the first to the last}
   *
   * @param who needs them
   * @throws IllegalArgumentException if there are fewer than two, or they do not fit
   */
  static Operand<TFloat32> folded(
      String who, List<Operand<TFloat32>> inputs, BinaryOperator<Operand<TFloat32>> with) {
    requireSeveral(who, inputs);
    Shape first = inputs.get(0).shape();
    for (Operand<TFloat32> input : inputs) {
      if (!fit(first, input.shape())) {
        throw new IllegalArgumentException(
            "%s needs inputs of one shape, got %s; give them the same sizes, or 1 along an axis that is to be repeated"
                .formatted(who, Merge.shapes(inputs)));
      }
    }
    return inputs.stream().reduce(with).orElseThrow();
  }

  static void requireSeveral(String who, List<Operand<TFloat32>> inputs) {
    if (inputs.size() < 2) {
      throw new IllegalArgumentException(
          "%s needs at least two inputs, got %s; call it as in new %s().of(x, y)"
              .formatted(who, inputs.size(), who));
    }
  }

  /** Whether shapes have as many axes, and along each the same size or 1. */
  private static boolean fit(Shape one, Shape other) {
    boolean fit = one.numDimensions() == other.numDimensions();
    for (int axis = 0; fit && axis < one.numDimensions(); axis++) {
      long a = one.get(axis);
      long b = other.get(axis);
      fit = a == b || a == 1 || b == 1 || a == Shape.UNKNOWN_SIZE || b == Shape.UNKNOWN_SIZE;
    }
    return fit;
  }
}
