package io.atelier.engine.layer.normalization;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.initializer.Ones;
import io.atelier.engine.initializer.Zeros;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import io.atelier.engine.layer.Weight;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code (x - mean) / sqrt(variance + epsilon) * gamma + beta} with mean and variance of each
 * example and group of channels, the same in training and outside: {@code [batch, ..., channels]}
 * to the same shape (Wu and He 2018; Keras 3, {@code layers/normalization/group_normalization.py}).
 *
 * @param groups a divisor of the channels; -1 for a group of each channel
 * @param epsilon added to the variance, positive
 * @param center whether there is a beta
 * @param scale whether there is a gamma
 * @param gamma what is wanted of the learned deviation, {@code [channels]}
 * @param beta what is wanted of the learned mean, {@code [channels]}
 */
@Keras(fixed = "axis: -1")
public record GroupNormalization(
    @KerasKey(orElse = "32") int groups,
    @KerasKey(orElse = "0.001") double epsilon,
    @KerasKey(orElse = "true") boolean center,
    @KerasKey(orElse = "true") boolean scale,
    @KerasKey(prefix = "gamma", orElse = "{'initializer': 'ones'}") Weight gamma,
    @KerasKey(prefix = "beta", orElse = "{'initializer': 'zeros'}") Weight beta)
    implements Layer {
  /**
   * @throws IllegalArgumentException if there is no group, {@code epsilon} is not positive, or
   *     anything is null
   */
  public GroupNormalization {
    if (groups < 1 && groups != -1) {
      throw new IllegalArgumentException(
          "GroupNormalization needs at least 1 group, got %s; use -1 for a group of each channel"
              .formatted(groups));
    }
    Moments.requireEpsilon("GroupNormalization", epsilon);
    Given.required(gamma, "GroupNormalization", "a gamma", "use new Weight(new Ones())");
    Given.required(beta, "GroupNormalization", "a beta", "use new Weight(new Zeros())");
  }

  /** Epsilon 0.001, with a beta and a gamma. */
  public GroupNormalization(int groups) {
    this(groups, 0.001, true, true, new Weight(new Ones()), new Weight(new Zeros()));
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Shape shape = input.shape();
    int last = shape.numDimensions() - 1;
    if (last < 1 || shape.tail().hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "GroupNormalization needs [batch, ..., channels], got %s; give examples axes of known size"
              .formatted(LayerShapes.text(shape)));
    }
    long channels = shape.get(last);
    long parts = groups == -1 ? channels : groups;
    if (channels % parts != 0) {
      throw new IllegalArgumentException(
          "GroupNormalization needs channels that can be divided into its %s groups, got %s; use a divisor"
              .formatted(groups, LayerShapes.text(shape)));
    }
    Ops tf = context.tf();
    // [batch, ..., groups, channels of a group]
    long[] apart = Arrays.copyOf(shape.asArray(), last + 2);
    apart[0] = -1;
    apart[last] = parts;
    apart[last + 1] = channels / parts;
    long[] together = shape.asArray().clone();
    together[0] = -1;
    int[] axes = IntStream.rangeClosed(1, last + 1).filter(axis -> axis != last).toArray();
    Operand<TFloat32> grouped = tf.reshape(input, tf.constant(apart));
    Shape pair = Shape.of(parts, channels / parts);
    Operand<TFloat32> g =
        scale ? split(tf, context.weight("gamma", Shape.of(channels), gamma), pair) : null;
    Operand<TFloat32> b =
        center ? split(tf, context.weight("beta", Shape.of(channels), beta), pair) : null;
    Operand<TFloat32> normal = Moments.of(tf, grouped, axes).applied(tf, grouped, epsilon, g, b);
    return tf.reshape(normal, tf.constant(together));
  }

  private static Operand<TFloat32> split(Ops tf, Operand<TFloat32> weight, Shape groups) {
    return tf.reshape(weight, tf.constant(groups));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
