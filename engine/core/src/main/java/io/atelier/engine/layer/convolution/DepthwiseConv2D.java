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
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution in which every channel has filters of its own, {@code activation(conv(x, kernel) +
 * bias)}: {@code [batch, height, width, channels]} to {@code [batch, height', width', channels *
 * depthMultiplier]} (Keras 3, {@code layers/convolutional/depthwise_conv2d.py}). It is computed in
 * float32 whatever the precision of the execution.
 *
 * <pre>{@code new DepthwiseConv2D(3, Activation.LINEAR).withPadding(Padding.SAME)}</pre>
 *
 * @param kernelSize height and width of the window
 * @param strides step of the window, as far down as across
 * @param padding how the window meets the border
 * @param depthMultiplier filters of each channel, at least 1
 * @param dilation distance of the places that the window sees; with more than 1 the strides are 1
 * @param activation applied last
 * @param useBias whether a bias is added
 * @param kernel what is wanted of the kernel, {@code [height, width, channels, depthMultiplier]}
 * @param bias what is wanted of the bias, {@code [channels * depthMultiplier]}
 */
@Keras(fixed = {"data_format: 'channels_last'", "activity_regularizer: null"})
public record DepthwiseConv2D(
    Size kernelSize,
    @KerasKey(orElse = "1") Size strides,
    @KerasKey(orElse = "'valid'") Padding padding,
    @KerasKey(orElse = "1") int depthMultiplier,
    @KerasKey(name = "dilation_rate", orElse = "1") Size dilation,
    @KerasKey(orElse = "'linear'") ActivationFunction activation,
    @KerasKey(orElse = "true") boolean useBias,
    @KerasKey(prefix = "depthwise", orElse = "{'initializer': 'glorot_uniform'}") Weight kernel,
    @KerasKey(prefix = "bias", orElse = "{'initializer': 'zeros'}") Weight bias)
    implements Layer {
  /**
   * @throws IllegalArgumentException if the multiplier is below 1, the strides differ down and
   *     across, both strides and dilation are more than 1, or anything is null
   */
  public DepthwiseConv2D {
    String who = "DepthwiseConv2D";
    Given.required(kernelSize, who, "a kernel size", "use Size.square(3) if unsure");
    Given.required(strides, who, "strides", "use Size.square(1) for every place");
    Given.required(padding, who, "a padding", "use Padding.VALID for none");
    Given.required(dilation, who, "a dilation", "use Size.square(1) for none");
    Filters.require(who, depthMultiplier, 1, activation, kernel, bias);
    Depthwise.requireSquare(who, strides);
    Dilated.requireOne(who, strides, dilation);
  }

  /** A square window, stride 1, no padding, one filter a channel, with a bias: Keras' defaults. */
  public DepthwiseConv2D(int kernelSize, ActivationFunction activation) {
    this(
        Size.square(kernelSize),
        Size.square(1),
        Padding.VALID,
        1,
        Size.square(1),
        activation,
        true,
        new Weight(new GlorotUniform()),
        new Weight(new Zeros()));
  }

  /** {@return the same layer with another step} */
  public DepthwiseConv2D withStrides(int other) {
    return new DepthwiseConv2D(
        kernelSize,
        Size.square(other),
        padding,
        depthMultiplier,
        dilation,
        activation,
        useBias,
        kernel,
        bias);
  }

  /** {@return the same layer with another padding} */
  public DepthwiseConv2D withPadding(Padding other) {
    return new DepthwiseConv2D(
        kernelSize, strides, other, depthMultiplier, dilation, activation, useBias, kernel, bias);
  }

  /** {@return the same layer with another number of filters a channel} */
  public DepthwiseConv2D withDepthMultiplier(int other) {
    return new DepthwiseConv2D(
        kernelSize, strides, padding, other, dilation, activation, useBias, kernel, bias);
  }

  /** {@return the same layer with another kernel} */
  public DepthwiseConv2D withKernel(Weight other) {
    return new DepthwiseConv2D(
        kernelSize, strides, padding, depthMultiplier, dilation, activation, useBias, other, bias);
  }

  /** {@return the same layer without a bias} */
  public DepthwiseConv2D withoutBias() {
    return new DepthwiseConv2D(
        kernelSize, strides, padding, depthMultiplier, dilation, activation, false, kernel, bias);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireImages("DepthwiseConv2D", input.shape());
    LayerShapes.requireFit(
        "DepthwiseConv2D", input.shape(), Dilated.window(kernelSize, dilation), padding);
    Ops tf = context.tf();
    long channels = input.shape().get(3);
    Shape shape = Shape.of(kernelSize.height(), kernelSize.width(), channels, depthMultiplier);
    Operand<TFloat32> output =
        Depthwise.of(
            tf, input, context.weight("kernel", shape, kernel), strides, dilation, padding);
    if (useBias) {
      Shape each = Shape.of(channels * depthMultiplier);
      output = tf.nn.biasAdd(output, context.weight("bias", each, bias));
    }
    return activation.apply(tf, output);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
