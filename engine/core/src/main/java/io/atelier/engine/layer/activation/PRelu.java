package io.atelier.engine.layer.activation;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.initializer.Zeros;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import io.atelier.engine.layer.Weight;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code x} where it is positive, else {@code alpha * x} with a learned {@code alpha} for each
 * place (He et al. 2015; Keras 3, {@code layers/activations/prelu.py}).
 *
 * @param alpha what is wanted of the slopes, of an example's shape, 1 along shared axes
 * @param sharedAxes axes along which there is one slope, of the shape with the batch: 1, 2 for one
 *     a channel of images
 */
@Keras(name = "PReLU")
public record PRelu(
    @KerasKey(prefix = "alpha", orElse = "{'initializer': 'zeros'}") Weight alpha,
    @KerasKey(orElse = "[]") List<Integer> sharedAxes)
    implements Layer {
  /**
   * @throws IllegalArgumentException if anything is null
   */
  public PRelu {
    Given.required(alpha, "PRelu", "a weight", "use new Weight(new Zeros()) if unsure");
    sharedAxes = Given.list(sharedAxes, "PRelu", "axes");
  }

  /** A slope for each place, 0 at first. */
  public PRelu() {
    this(new Weight(new Zeros()), List.of());
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    long[] sizes = input.shape().tail().asArray();
    for (int axis : sharedAxes) {
      if (axis < 1 || axis > sizes.length) {
        throw new IllegalArgumentException(
            "PRelu needs shared axes from 1 to %s of its input %s, got %s; the batch is axis 0"
                .formatted(sizes.length, LayerShapes.text(input.shape()), axis));
      }
      sizes[axis - 1] = 1;
    }
    Ops tf = context.tf();
    Operand<TFloat32> slopes = context.weight("alpha", Shape.of(sizes), alpha);
    Operand<TFloat32> below = tf.math.mul(slopes, tf.nn.relu(tf.math.neg(input)));
    return tf.math.sub(tf.nn.relu(input), below);
  }

  @Override
  public String type() {
    return "PReLU";
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
