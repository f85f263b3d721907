package io.atelier.engine.layer.normalization;

import io.atelier.data.Given;
import io.atelier.engine.Float32;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.initializer.Ones;
import io.atelier.engine.initializer.Zeros;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import io.atelier.engine.layer.Normalized;
import io.atelier.engine.layer.Weight;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code (x - mean) / sqrt(variance + epsilon) * gamma + beta} for each place of the last axis,
 * {@code [batch, ..., channels]} to the same shape (Ioffe and Szegedy 2015; Keras 3, {@code
 * layers/normalization/batch_normalization.py}).
 *
 * <pre>
 * {@code Model.of("m", input, new Conv2D(32, 3, LINEAR).withoutBias(), new BatchNormalization(), RELU.layer())}
 * </pre>
 *
 * <p>In training mean and variance are those of the batch (the variance divided by the count, also
 * in the moving one), and a moving mean follows them: {@code moving = moving * momentum + batch's *
 * (1 - momentum)}. Elsewhere the moving ones are used: in evaluation, prediction and exports, and
 * in training too where the layer is frozen. On several devices each works with the statistics of
 * its own share of the batch, and the moving ones follow the mean of these. Gradient accumulation
 * changes nothing: every batch counts as one.
 *
 * @param momentum of the moving mean and variance, in [0, 1]
 * @param epsilon added to the variance, positive
 * @param center whether there is a beta
 * @param scale whether there is a gamma
 * @param gamma what is wanted of the learned deviation, {@code [channels]}
 * @param beta what is wanted of the learned mean, {@code [channels]}
 * @param movingMeanInitializer first moving mean
 * @param movingVarianceInitializer first moving variance
 */
@Keras(
    fixed = {"axis: -1", "synchronized: false"},
    formerly = {"renorm: false", "fused: null | true | false", "virtual_batch_size: null"})
public record BatchNormalization(
    @KerasKey(orElse = "0.99") double momentum,
    @KerasKey(orElse = "0.001") double epsilon,
    @KerasKey(orElse = "true") boolean center,
    @KerasKey(orElse = "true") boolean scale,
    @KerasKey(prefix = "gamma", orElse = "{'initializer': 'ones'}") Weight gamma,
    @KerasKey(prefix = "beta", orElse = "{'initializer': 'zeros'}") Weight beta,
    @KerasKey(orElse = "'zeros'") Initializer movingMeanInitializer,
    @KerasKey(orElse = "'ones'") Initializer movingVarianceInitializer)
    implements Layer {
  /**
   * @throws IllegalArgumentException if a number is out of its range, or anything is null
   */
  public BatchNormalization {
    String who = "BatchNormalization";
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "BatchNormalization needs a momentum in [0, 1], got %s; use 0.99 if unsure"
              .formatted(momentum));
    }
    Float32.require(who, "momentum", momentum);
    Moments.requireEpsilon(who, epsilon);
    Given.required(gamma, who, "a gamma", "use new Weight(new Ones()) if unsure");
    Given.required(beta, who, "a beta", "use new Weight(new Zeros()) if unsure");
    Given.required(
        movingMeanInitializer, who, "a moving mean's initializer", "use new Zeros() if unsure");
    Given.required(
        movingVarianceInitializer, who, "a moving variance's initializer", "use new Ones()");
  }

  /** Keras' defaults: momentum 0.99, epsilon 0.001. */
  public BatchNormalization() {
    this(0.99, 0.001);
  }

  /** With a beta and a gamma. */
  public BatchNormalization(double momentum, double epsilon) {
    this(
        momentum,
        epsilon,
        true,
        true,
        new Weight(new Ones()),
        new Weight(new Zeros()),
        new Zeros(),
        new Ones());
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    int last = input.shape().numDimensions() - 1;
    if (last < 1 || input.shape().get(last) == Shape.UNKNOWN_SIZE) {
      throw new IllegalArgumentException(
          "BatchNormalization needs [batch, ..., channels], got %s; give examples at least one axis of known size"
              .formatted(LayerShapes.text(input.shape())));
    }
    Ops tf = context.tf();
    Shape channels = Shape.of(input.shape().get(last));
    Operand<TFloat32> g = scale ? context.weight("gamma", channels, gamma) : null;
    Operand<TFloat32> b = center ? context.weight("beta", channels, beta) : null;
    Operand<TFloat32> mean = context.state("moving_mean", channels, movingMeanInitializer);
    Operand<TFloat32> variance =
        context.state("moving_variance", channels, movingVarianceInitializer);
    if (!context.training() || !context.trainable()) {
      return new Moments(mean, variance).applied(tf, input, epsilon, g, b);
    }
    Normalized batch =
        context.normalized(
            input, scale ? g : tf.onesLike(variance), center ? b : tf.zerosLike(mean), epsilon);
    context.update("moving_mean", moved(tf, mean, batch.mean()));
    context.update("moving_variance", moved(tf, variance, batch.variance()));
    return batch.output();
  }

  private Operand<TFloat32> moved(Ops tf, Operand<TFloat32> moving, Operand<TFloat32> batch) {
    return tf.math.add(
        tf.math.mul(moving, tf.constant((float) momentum)),
        tf.math.mul(batch, tf.constant((float) (1 - momentum))));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
