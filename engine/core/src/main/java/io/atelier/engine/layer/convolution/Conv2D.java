package io.atelier.engine.layer.convolution;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.initializer.GlorotUniform;
import io.atelier.engine.initializer.Initializer;
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
import org.tensorflow.types.TFloat32;

/**
 * A 2-D convolution (cross-correlation), {@code activation(conv(x, kernel) + bias)}: {@code [batch,
 * height, width, channels]} to {@code [batch, height', width', filters]} (Keras 2.12, {@code
 * layers/convolutional/conv2d.py}).
 *
 * <pre>
 * {@code new Conv2D(32, 3, Activation.RELU).withPadding(Padding.SAME).withStrides(Size.square(2))}
 * </pre>
 *
 * @param filters number of output channels, at least 1
 * @param kernelSize height and width of the window
 * @param strides step of the window
 * @param padding how the window meets the border
 * @param dilation distance of the places that the window sees; with more than 1 the strides are 1
 * @param groups into how many parts the channels are divided, each with filters of its own; a
 *     divisor of channels and filters
 * @param activation applied last
 * @param useBias whether a bias is added
 * @param kernel what is wanted of the kernel, {@code [height, width, channels / groups, filters]}
 * @param bias what is wanted of the bias, {@code [filters]}
 */
@Keras(fixed = {"data_format: 'channels_last'", "activity_regularizer: null"})
public record Conv2D(
    int filters,
    Size kernelSize,
    @KerasKey(orElse = "1") Size strides,
    @KerasKey(orElse = "'valid'") Padding padding,
    @KerasKey(name = "dilation_rate", orElse = "1") Size dilation,
    @KerasKey(orElse = "1") int groups,
    @KerasKey(orElse = "'linear'") ActivationFunction activation,
    @KerasKey(orElse = "true") boolean useBias,
    @KerasKey(prefix = "kernel", orElse = "{'initializer': 'glorot_uniform'}") Weight kernel,
    @KerasKey(prefix = "bias", orElse = "{'initializer': 'zeros'}") Weight bias)
    implements Layer {
  /**
   * @throws IllegalArgumentException if {@code filters} is below 1, {@code groups} is no divisor of
   *     it, both strides and dilation are more than 1, or anything is null
   */
  public Conv2D {
    Given.required(kernelSize, "Conv2D", "a kernel size", "use Size.square(3) if unsure");
    Given.required(strides, "Conv2D", "strides", "use Size.square(1) for every place");
    Given.required(padding, "Conv2D", "a padding", "use Padding.VALID for none");
    Given.required(dilation, "Conv2D", "a dilation", "use Size.square(1) for none");
    Filters.require("Conv2D", filters, groups, activation, kernel, bias);
    Dilated.requireOne("Conv2D", strides, dilation);
  }

  /** A square kernel, stride 1, no padding, Glorot uniform, with a bias: Keras' defaults. */
  public Conv2D(int filters, int kernelSize, ActivationFunction activation) {
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
        new Weight(new Zeros()));
  }

  /** {@return the same layer with another window} */
  public Conv2D withKernelSize(Size other) {
    return new Conv2D(
        filters, other, strides, padding, dilation, groups, activation, useBias, kernel, bias);
  }

  /** {@return the same layer with another step} */
  public Conv2D withStrides(Size other) {
    return new Conv2D(
        filters, kernelSize, other, padding, dilation, groups, activation, useBias, kernel, bias);
  }

  /** {@return the same layer with another padding} */
  public Conv2D withPadding(Padding other) {
    return new Conv2D(
        filters, kernelSize, strides, other, dilation, groups, activation, useBias, kernel, bias);
  }

  /** {@return the same layer with places farther apart} */
  public Conv2D withDilation(Size other) {
    return new Conv2D(
        filters, kernelSize, strides, padding, other, groups, activation, useBias, kernel, bias);
  }

  /** {@return the same layer with its channels in groups} */
  public Conv2D withGroups(int other) {
    return new Conv2D(
        filters, kernelSize, strides, padding, dilation, other, activation, useBias, kernel, bias);
  }

  /** {@return the same layer with another kernel} */
  public Conv2D withKernel(Weight other) {
    return new Conv2D(
        filters, kernelSize, strides, padding, dilation, groups, activation, useBias, other, bias);
  }

  /** {@return the same layer with another kernel initializer} */
  public Conv2D withKernelInitializer(Initializer other) {
    return withKernel(kernel.with(other));
  }

  /** {@return the same layer with another bias} */
  public Conv2D withBias(Weight other) {
    return new Conv2D(
        filters, kernelSize, strides, padding, dilation, groups, activation, true, kernel, other);
  }

  /** {@return the same layer without a bias} */
  public Conv2D withoutBias() {
    return new Conv2D(
        filters, kernelSize, strides, padding, dilation, groups, activation, false, kernel, bias);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    String who = "Conv2D(" + filters + ")";
    LayerShapes.requireImages(who, input.shape());
    LayerShapes.requireFit(who, input.shape(), Dilated.window(kernelSize, dilation), padding);
    long channels = input.shape().get(3);
    Filters.requireGroups(who, input.shape(), groups);
    Shape shape = Shape.of(kernelSize.height(), kernelSize.width(), channels / groups, filters);
    Operand<TFloat32> taps = context.weight("kernel", shape, kernel);
    Operand<TFloat32> output =
        new Dilated(context.tf(), kernelSize, dilation, padding)
            .of(
                input,
                (images, border) -> new Grouped(context, groups).of(images, taps, strides, border));
    if (useBias) {
      output = context.tf().nn.biasAdd(output, context.weight("bias", Shape.of(filters), bias));
    }
    return activation.apply(context.tf(), output);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
