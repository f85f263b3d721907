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
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code (x - mean) / sqrt(variance + epsilon) * gamma + beta} with mean and variance along the
 * last axis, the same in training and outside: {@code [batch, ..., features]} to the same shape (Ba
 * et al. 2016; Keras 3, {@code layers/normalization/layer_normalization.py}).
 *
 * @param epsilon added to the variance, positive
 * @param center whether there is a beta
 * @param scale whether there is a gamma
 * @param gamma what is wanted of the learned deviation, {@code [features]}
 * @param beta what is wanted of the learned mean, {@code [features]}
 */
@Keras(
    fixed = "axis: -1 | [-1]",
    formerly = {"rms_scaling: false"})
public record LayerNormalization(
    @KerasKey(orElse = "0.001") double epsilon,
    @KerasKey(orElse = "true") boolean center,
    @KerasKey(orElse = "true") boolean scale,
    @KerasKey(prefix = "gamma", orElse = "{'initializer': 'ones'}") Weight gamma,
    @KerasKey(prefix = "beta", orElse = "{'initializer': 'zeros'}") Weight beta)
    implements Layer {
  /**
   * @throws IllegalArgumentException if {@code epsilon} is not positive, or anything is null
   */
  public LayerNormalization {
    Moments.requireEpsilon("LayerNormalization", epsilon);
    Given.required(gamma, "LayerNormalization", "a gamma", "use new Weight(new Ones())");
    Given.required(beta, "LayerNormalization", "a beta", "use new Weight(new Zeros())");
  }

  /** Keras' defaults: epsilon 0.001. */
  public LayerNormalization() {
    this(0.001);
  }

  /** With a beta and a gamma. */
  public LayerNormalization(double epsilon) {
    this(epsilon, true, true, new Weight(new Ones()), new Weight(new Zeros()));
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    int last = input.shape().numDimensions() - 1;
    if (last < 1 || input.shape().get(last) == Shape.UNKNOWN_SIZE) {
      throw new IllegalArgumentException(
          "LayerNormalization needs [batch, ..., features], got %s; give examples at least one axis of known size"
              .formatted(LayerShapes.text(input.shape())));
    }
    Ops tf = context.tf();
    Shape features = Shape.of(input.shape().get(last));
    Operand<TFloat32> g = scale ? context.weight("gamma", features, gamma) : null;
    Operand<TFloat32> b = center ? context.weight("beta", features, beta) : null;
    return Moments.of(tf, input, last).applied(tf, input, epsilon, g, b);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
