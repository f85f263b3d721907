package io.atelier.engine.loss;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * What a model answers.
 *
 * @param values the last layer's output, {@code [batch, ...]}
 * @param logits what {@code values} were computed from if they come out of a softmax or a sigmoid
 *     with nothing behind it; cross-entropies take these instead of the values
 */
public record Prediction(Operand<TFloat32> values, Optional<Operand<TFloat32>> logits) {
  /** {@return a prediction whose values come out of neither softmax nor sigmoid} */
  public static Prediction of(Operand<TFloat32> values) {
    return new Prediction(values, Optional.empty());
  }

  /** {@return targets in the shape of the values; a last axis of 1 is added or taken away} */
  public Operand<TFloat32> shaped(Ops tf, Operand<? extends TNumber> targets) {
    Operand<TFloat32> floats = tf.dtypes.cast(targets, TFloat32.class);
    Shape shape = values.shape();
    return shape.isUnknown() || shape.numDimensions() == floats.shape().numDimensions()
        ? floats
        : tf.reshape(floats, tf.constant(sizes(shape)));
  }

  /** {@return class numbers as one integer for each row of values, without their last axis} */
  public Operand<TInt32> classes(Ops tf, Operand<? extends TNumber> targets) {
    return tf.reshape(
        tf.dtypes.cast(targets, TInt32.class),
        tf.constant(sizes(values.shape().take(values.shape().numDimensions() - 1))));
  }

  /** With any number of examples. */
  private static int[] sizes(Shape shape) {
    int[] sizes = new int[shape.numDimensions()];
    sizes[0] = -1;
    for (int axis = 1; axis < sizes.length; axis++) {
      sizes[axis] = Math.toIntExact(shape.get(axis));
    }
    return sizes;
  }
}
