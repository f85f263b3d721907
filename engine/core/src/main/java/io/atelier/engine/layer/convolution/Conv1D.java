package io.atelier.engine.layer.convolution;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.initializer.GlorotUniform;
import io.atelier.engine.initializer.Zeros;
import io.atelier.engine.layer.ActivationFunction;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.Weight;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/**
 * A convolution along sequences, {@code activation(conv(x, kernel) + bias)}: {@code [batch, steps,
 * channels]} to {@code [batch, steps', filters]} (Keras 3, {@code layers/convolutional/conv1d.py}).
 *
 * <pre>{@code new Conv1D(32, 5, Activation.RELU).withStrides(2)}</pre>
 *
 * @param filters number of output channels, at least 1
 * @param kernelSize length of the window
 * @param strides step of the window
 * @param padding how the window meets the ends
 * @param dilation distance of the places that the window sees; with more than 1 the strides are 1
 * @param groups into how many parts the channels are divided, each with filters of its own; a
 *     divisor of channels and filters
 * @param activation applied last
 * @param useBias whether a bias is added
 * @param kernel what is wanted of the kernel, {@code [length, channels / groups, filters]}
 * @param bias what is wanted of the bias, {@code [filters]}
 */
@Keras(fixed = {"data_format: 'channels_last'", "activity_regularizer: null"})
public record Conv1D(
    int filters,
    int kernelSize,
    @KerasKey(orElse = "1") int strides,
    @KerasKey(orElse = "'valid'") Padding padding,
    @KerasKey(name = "dilation_rate", orElse = "1") int dilation,
    @KerasKey(orElse = "1") int groups,
    @KerasKey(orElse = "'linear'") ActivationFunction activation,
    @KerasKey(orElse = "true") boolean useBias,
    @KerasKey(prefix = "kernel", orElse = "{'initializer': 'glorot_uniform'}") Weight kernel,
    @KerasKey(prefix = "bias", orElse = "{'initializer': 'zeros'}") Weight bias)
    implements Layer {
  /**
   * @throws IllegalArgumentException if a size is below 1, {@code groups} is no divisor of the
   *     filters, both strides and dilation are more than 1, or anything is null
   */
  public Conv1D {
    Filters.require("Conv1D", filters, groups, activation, kernel, bias);
    Given.required(padding, "Conv1D", "a padding", "use Padding.VALID for none");
    if (kernelSize < 1 || strides < 1 || dilation < 1) {
      throw new IllegalArgumentException(
          "Conv1D needs a kernel size, strides and a dilation of at least 1, got %s, %s and %s; use 1 for strides and dilation if unsure"
              .formatted(kernelSize, strides, dilation));
    }
    Dilated.requireOne("Conv1D", new Size(1, strides), new Size(1, dilation));
    Size unused = new Size(1, kernelSize);
  }

  /** Stride 1, no padding, Glorot uniform, with a bias: Keras' defaults. */
  public Conv1D(int filters, int kernelSize, ActivationFunction activation) {
    this(
        filters,
        kernelSize,
        1,
        Padding.VALID,
        1,
        1,
        activation,
        true,
        new Weight(new GlorotUniform()),
        new Weight(new Zeros()));
  }

  /** {@return the same layer with another step} */
  public Conv1D withStrides(int other) {
    return new Conv1D(
        filters, kernelSize, other, padding, dilation, groups, activation, useBias, kernel, bias);
  }

  /** {@return the same layer with another padding} */
  public Conv1D withPadding(Padding other) {
    return new Conv1D(
        filters, kernelSize, strides, other, dilation, groups, activation, useBias, kernel, bias);
  }

  /** {@return the same layer with places farther apart} */
  public Conv1D withDilation(int other) {
    return new Conv1D(
        filters, kernelSize, strides, padding, other, groups, activation, useBias, kernel, bias);
  }

  /** {@return the same layer with another kernel} */
  public Conv1D withKernel(Weight other) {
    return new Conv1D(
        filters, kernelSize, strides, padding, dilation, groups, activation, useBias, other, bias);
  }

  /** {@return the same layer without a bias} */
  public Conv1D withoutBias() {
    return new Conv1D(
        filters, kernelSize, strides, padding, dilation, groups, activation, false, kernel, bias);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Shape shape = input.shape();
    if (shape.numDimensions() != 3 || shape.tail().hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "Conv1D(%s) needs [batch, steps, channels], got %s; give sequences with a channel axis"
              .formatted(filters, LayerShapes.text(shape)));
    }
    Ops tf = context.tf();
    long channels = shape.get(2);
    Filters.requireGroups("Conv1D(" + filters + ")", shape, groups);
    // A picture of one row.
    Operand<TFloat32> rows = tf.expandDims(input, tf.constant(1));
    Size window = new Size(1, kernelSize);
    LayerShapes.requireFit(
        "Conv1D(" + filters + ")",
        rows.shape(),
        Dilated.window(window, new Size(1, dilation)),
        padding);
    Operand<TFloat32> taps =
        tf.expandDims(
            context.weight("kernel", Shape.of(kernelSize, channels / groups, filters), kernel),
            tf.constant(0));
    Operand<TFloat32> output =
        new Dilated(tf, window, new Size(1, dilation), padding)
            .of(
                rows,
                (sequences, border) ->
                    new Grouped(context, groups).of(sequences, taps, new Size(1, strides), border));
    if (useBias) {
      output = tf.nn.biasAdd(output, context.weight("bias", Shape.of(filters), bias));
    }
    return activation.apply(tf, tf.squeeze(output, Squeeze.axis(List.of(1L))));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
