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
 * A convolution of every channel by itself, and then one of all channels of a place, {@code
 * activation(conv(depthwise(x)) + bias)}: {@code [batch, height, width, channels]} to {@code
 * [batch, height', width', filters]} (Chollet 2017; Keras 3, {@code
 * layers/convolutional/separable_conv2d.py}). Its first half is computed in float32 whatever the
 * precision of the execution.
 *
 * <pre>{@code new SeparableConv2D(64, 3, Activation.RELU).withPadding(Padding.SAME)}</pre>
 *
 * @param filters number of output channels, at least 1
 * @param kernelSize height and width of the window
 * @param strides step of the window, as far down as across
 * @param padding how the window meets the border
 * @param dilation distance of the places that the window sees; with more than 1 the strides are 1
 * @param depthMultiplier filters of each channel, at least 1
 * @param activation applied last
 * @param useBias whether a bias is added
 * @param depthwise what is wanted of the first kernel, {@code [height, width, channels,
 *     depthMultiplier]}
 * @param pointwise what is wanted of the second kernel, {@code [1, 1, channels * depthMultiplier,
 *     filters]}
 * @param bias what is wanted of the bias, {@code [filters]}
 */
@Keras(fixed = {"data_format: 'channels_last'", "activity_regularizer: null"})
public record SeparableConv2D(
    int filters,
    Size kernelSize,
    @KerasKey(orElse = "1") Size strides,
    @KerasKey(orElse = "'valid'") Padding padding,
    @KerasKey(name = "dilation_rate", orElse = "1") Size dilation,
    @KerasKey(orElse = "1") int depthMultiplier,
    @KerasKey(orElse = "'linear'") ActivationFunction activation,
    @KerasKey(orElse = "true") boolean useBias,
    @KerasKey(prefix = "depthwise", orElse = "{'initializer': 'glorot_uniform'}") Weight depthwise,
    @KerasKey(prefix = "pointwise", orElse = "{'initializer': 'glorot_uniform'}") Weight pointwise,
    @KerasKey(prefix = "bias", orElse = "{'initializer': 'zeros'}") Weight bias)
    implements Layer {
  /**
   * @throws IllegalArgumentException if filters or multiplier are below 1, the strides differ down
   *     and across, both strides and dilation are more than 1, or anything is null
   */
  public SeparableConv2D {
    String who = "SeparableConv2D";
    Given.required(kernelSize, who, "a kernel size", "use Size.square(3) if unsure");
    Given.required(strides, who, "strides", "use Size.square(1) for every place");
    Given.required(padding, who, "a padding", "use Padding.VALID for none");
    Given.required(dilation, who, "a dilation", "use Size.square(1) for none");
    Filters.require(who, filters, 1, activation, depthwise, bias);
    Filters.require(who, depthMultiplier, 1, activation, pointwise, bias);
    Depthwise.requireSquare(who, strides);
    Dilated.requireOne(who, strides, dilation);
  }

  /** A square window, stride 1, no padding, with a bias: Keras' defaults. */
  public SeparableConv2D(int filters, int kernelSize, ActivationFunction activation) {
    this(
        filters,
        Size.square(kernelSize),
        Size.square(1),
        Padding.VALID,
        Size.square(1),
        1,
        activation,
        true,
        new Weight(new GlorotUniform()),
        new Weight(new GlorotUniform()),
        new Weight(new Zeros()));
  }

  /** {@return the same layer with another step} */
  public SeparableConv2D withStrides(int other) {
    return new SeparableConv2D(
        filters,
        kernelSize,
        Size.square(other),
        padding,
        dilation,
        depthMultiplier,
        activation,
        useBias,
        depthwise,
        pointwise,
        bias);
  }

  /** {@return the same layer with another padding} */
  public SeparableConv2D withPadding(Padding other) {
    return new SeparableConv2D(
        filters,
        kernelSize,
        strides,
        other,
        dilation,
        depthMultiplier,
        activation,
        useBias,
        depthwise,
        pointwise,
        bias);
  }

  /** {@return the same layer without a bias} */
  public SeparableConv2D withoutBias() {
    return new SeparableConv2D(
        filters,
        kernelSize,
        strides,
        padding,
        dilation,
        depthMultiplier,
        activation,
        false,
        depthwise,
        pointwise,
        bias);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    String who = "SeparableConv2D(" + filters + ")";
    LayerShapes.requireImages(who, input.shape());
    LayerShapes.requireFit(who, input.shape(), Dilated.window(kernelSize, dilation), padding);
    Ops tf = context.tf();
    long channels = input.shape().get(3);
    Shape first = Shape.of(kernelSize.height(), kernelSize.width(), channels, depthMultiplier);
    Shape second = Shape.of(1, 1, channels * depthMultiplier, filters);
    Operand<TFloat32> between =
        Depthwise.of(
            tf,
            input,
            context.weight("depthwise_kernel", first, depthwise),
            strides,
            dilation,
            padding);
    Operand<TFloat32> output =
        context.conv2d(
            between,
            context.weight("pointwise_kernel", second, pointwise),
            Size.square(1),
            Padding.VALID);
    if (useBias) {
      output = tf.nn.biasAdd(output, context.weight("bias", Shape.of(filters), bias));
    }
    return activation.apply(tf, output);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
