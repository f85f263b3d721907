package io.atelier.engine.layer;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.initializer.GlorotUniform;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.initializer.Zeros;
import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A fully connected layer, {@code activation(x * kernel + bias)}: {@code [batch, ..., features]} to
 * {@code [batch, ..., units]}, the same for each place of the axes between (Keras 2.12, {@code
 * layers/core/dense.py}).
 *
 * <pre>
 * {@code new Dense(64, Activation.RELU).withKernel(new Weight(new HeNormal()).regularized(new L2(1e-4)))}
 * </pre>
 *
 * @param units number of outputs, at least 1
 * @param activation applied last
 * @param useBias whether a bias is added
 * @param kernel what is wanted of the kernel, {@code [features, units]}
 * @param bias what is wanted of the bias, {@code [units]}
 */
@Keras(formerly = "activity_regularizer: null")
public record Dense(
    int units,
    @KerasKey(orElse = "'linear'") ActivationFunction activation,
    @KerasKey(orElse = "true") boolean useBias,
    @KerasKey(prefix = "kernel", orElse = "{'initializer': 'glorot_uniform'}") Weight kernel,
    @KerasKey(prefix = "bias", orElse = "{'initializer': 'zeros'}") Weight bias)
    implements Layer {
  /**
   * @throws IllegalArgumentException if {@code units} is below 1 or anything is null
   */
  public Dense {
    Given.required(activation, "Dense", "an activation", "use Activation.LINEAR for none");
    Given.required(kernel, "Dense", "a kernel", "use new Weight(new GlorotUniform()) if unsure");
    Given.required(bias, "Dense", "a bias", "use new Weight(new Zeros()) if unsure");
    if (units < 1) {
      throw new IllegalArgumentException(
          "Dense needs at least 1 unit, got " + units + "; give a positive number of units");
    }
  }

  /** Glorot uniform kernel, with a bias that is zero at first: Keras' defaults. */
  public Dense(int units, ActivationFunction activation) {
    this(units, activation, true, new Weight(new GlorotUniform()), new Weight(new Zeros()));
  }

  /** {@return the same layer with another kernel} */
  public Dense withKernel(Weight other) {
    return new Dense(units, activation, useBias, other, bias);
  }

  /** {@return the same layer with another kernel initializer} */
  public Dense withKernelInitializer(Initializer initializer) {
    return withKernel(kernel.with(initializer));
  }

  /** {@return the same layer with another bias} */
  public Dense withBias(Weight other) {
    return new Dense(units, activation, true, kernel, other);
  }

  /** {@return the same layer without a bias} */
  public Dense withoutBias() {
    return new Dense(units, activation, false, kernel, bias);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Shape shape = input.shape();
    int last = shape.numDimensions() - 1;
    if (last < 1 || shape.tail().hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "Dense(%s) needs [batch, ..., features], got %s; give examples at least one axis of known size"
              .formatted(units, LayerShapes.text(shape)));
    }
    Ops tf = context.tf();
    long features = shape.get(last);
    Operand<TFloat32> matrix = context.weight("kernel", Shape.of(features, units), kernel);
    Operand<TFloat32> rows =
        last == 1 ? input : tf.reshape(input, tf.constant(new long[] {-1, features}));
    Operand<TFloat32> output = context.matMul(rows, matrix);
    if (useBias) {
      output = tf.nn.biasAdd(output, context.weight("bias", Shape.of(units), bias));
    }
    output = activation.apply(tf, last == 1 ? output : spread(tf, output, shape));
    return output;
  }

  /** {@return rows in the axes they came from} */
  private Operand<TFloat32> spread(Ops tf, Operand<TFloat32> rows, Shape input) {
    long[] sizes = Arrays.copyOf(input.asArray(), input.numDimensions());
    sizes[0] = -1;
    sizes[sizes.length - 1] = units;
    return tf.reshape(rows, tf.constant(sizes));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
