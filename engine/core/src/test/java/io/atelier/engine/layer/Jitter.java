package io.atelier.engine.layer;

import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Adds noise in training: a layer that draws random numbers of both kinds. */
public record Jitter(double deviation) implements Layer {
  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    if (!context.training()) {
      return tf.identity(input);
    }
    Operand<TFloat32> noise =
        tf.math.mul(context.normal(input.shape()), tf.constant((float) deviation));
    return tf.math.add(
        tf.math.add(input, noise),
        tf.math.mul(context.uniform(input.shape()), tf.constant((float) deviation)));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
