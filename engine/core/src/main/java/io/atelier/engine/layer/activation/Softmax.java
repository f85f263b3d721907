package io.atelier.engine.layer.activation;

import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.layer.LayerShapes;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * {@code exp(x) / sum(exp(x))} along an axis (Keras 3, {@code layers/activations/softmax.py}).
 *
 * @param axis along which the results sum to 1, of the shape with the batch: -1 is the last
 */
public record Softmax(@KerasKey(orElse = "-1") int axis) implements FunctionLayer {
  /** Along the last axis. */
  public Softmax() {
    this(-1);
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    int rank = x.shape().numDimensions();
    int place = axis < 0 ? axis + rank : axis;
    if (place < 0 || place >= rank) {
      throw new IllegalArgumentException(
          "Softmax needs an axis of its input %s, got %s; use -1 for the last"
              .formatted(LayerShapes.text(x.shape()), axis));
    }
    if (place == rank - 1) {
      return tf.nn.softmax(x);
    }
    int[] swapped = IntStream.range(0, rank).toArray();
    swapped[place] = rank - 1;
    swapped[rank - 1] = place;
    Operand<TInt32> order = tf.constant(swapped);
    return tf.linalg.transpose(tf.nn.softmax(tf.linalg.transpose(x, order)), order);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
