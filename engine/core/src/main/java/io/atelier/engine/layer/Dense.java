package io.atelier.engine.layer;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.initializer.GlorotUniform;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.initializer.Zeros;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A fully connected layer, {@code activation(x * kernel + bias)}: {@code [batch, features]} to
 * {@code [batch, units]} (Keras 2.12, {@code layers/core/dense.py}).
 *
 * @param units number of outputs, at least 1
 * @param activation applied last
 * @param kernelInitializer of the kernel, {@code [features, units]}
 * @param bias whether a bias, {@code [units]}, initially zero, is added
 */
@Keras(
    fixed = {
      "bias_initializer: {'module': 'keras.initializers', 'class_name': 'Zeros', 'config': {}, 'registered_name': null}",
      "kernel_regularizer: null",
      "bias_regularizer: null",
      "kernel_constraint: null",
      "bias_constraint: null"
    },
    formerly = "activity_regularizer: null")
public record Dense(
    int units,
    @KerasKey(orElse = "'linear'") Activation activation,
    @KerasKey(orElse = "'glorot_uniform'") Initializer kernelInitializer,
    @KerasKey(name = "use_bias", orElse = "true") boolean bias)
    implements Layer {
  /**
   * @throws IllegalArgumentException if {@code units} is below 1 or anything is null
   */
  public Dense {
    Given.required(activation, "Dense", "an activation", "use Activation.LINEAR for none");
    Given.required(
        kernelInitializer, "Dense", "a kernel initializer", "use new GlorotUniform() if unsure");
    if (units < 1) {
      throw new IllegalArgumentException(
          "Dense needs at least 1 unit, got " + units + "; give a positive number of units");
    }
  }

  /** Glorot uniform kernel, with a bias. */
  public Dense(int units, Activation activation) {
    this(units, activation, new GlorotUniform(), true);
  }

  /** {@return the same layer with another kernel initializer} */
  public Dense withKernelInitializer(Initializer initializer) {
    return new Dense(units, activation, initializer, bias);
  }

  /** {@return the same layer without a bias} */
  public Dense withoutBias() {
    return new Dense(units, activation, kernelInitializer, false);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Shape shape = input.shape();
    if (shape.numDimensions() != 2 || shape.get(1) == Shape.UNKNOWN_SIZE) {
      throw new IllegalArgumentException(
          "Dense(%s) needs [batch, features], got %s; put Flatten before it"
              .formatted(units, LayerShapes.text(shape)));
    }
    Operand<TFloat32> kernel =
        context.weight("kernel", Shape.of(shape.get(1), units), kernelInitializer);
    Operand<TFloat32> output = context.matMul(input, kernel);
    if (bias) {
      output =
          context.tf().nn.biasAdd(output, context.weight("bias", Shape.of(units), new Zeros()));
    }
    return activation.apply(context.tf(), output);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
