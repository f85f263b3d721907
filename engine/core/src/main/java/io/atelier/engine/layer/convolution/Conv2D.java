package io.atelier.engine.layer.convolution;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.initializer.GlorotUniform;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.initializer.Zeros;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A 2-D convolution (cross-correlation), {@code activation(conv(x, kernel) + bias)}: {@code [batch,
 * height, width, channels]} to {@code [batch, height', width', filters]} (Keras 2.12, {@code
 * layers/convolutional/conv2d.py}).
 *
 * @param filters number of output channels, at least 1
 * @param kernel height and width of the window
 * @param strides step of the window
 * @param padding how the window meets the border
 * @param activation applied last
 * @param kernelInitializer of the kernel, {@code [height, width, channels, filters]}
 * @param bias whether a bias, {@code [filters]}, initially zero, is added
 */
@Keras(
    fixed = {
      "data_format: 'channels_last'",
      "dilation_rate: [1, 1]",
      "groups: 1",
      "bias_initializer: {'module': 'keras.initializers', 'class_name': 'Zeros', 'config': {}, 'registered_name': null}",
      "kernel_regularizer: null",
      "bias_regularizer: null",
      "activity_regularizer: null",
      "kernel_constraint: null",
      "bias_constraint: null"
    })
public record Conv2D(
    int filters,
    @KerasKey(name = "kernel_size") Size kernel,
    @KerasKey(orElse = "1") Size strides,
    @KerasKey(orElse = "'valid'") Padding padding,
    @KerasKey(orElse = "'linear'") Activation activation,
    @KerasKey(orElse = "'glorot_uniform'") Initializer kernelInitializer,
    @KerasKey(name = "use_bias", orElse = "true") boolean bias)
    implements Layer {
  /**
   * @throws IllegalArgumentException if {@code filters} is below 1 or anything is null
   */
  public Conv2D {
    Given.required(kernel, "Conv2D", "a kernel size", "use Size.square(3) if unsure");
    Given.required(strides, "Conv2D", "strides", "use Size.square(1) for every place");
    Given.required(padding, "Conv2D", "a padding", "use Padding.VALID for none");
    Given.required(activation, "Conv2D", "an activation", "use Activation.LINEAR for none");
    Given.required(
        kernelInitializer, "Conv2D", "a kernel initializer", "use new GlorotUniform() if unsure");
    if (filters < 1) {
      throw new IllegalArgumentException(
          "Conv2D needs at least 1 filter, got " + filters + "; give a positive number of filters");
    }
  }

  /** A square kernel, stride 1, no padding, Glorot uniform, with a bias: Keras' defaults. */
  public Conv2D(int filters, int kernel, Activation activation) {
    this(
        filters,
        Size.square(kernel),
        Size.square(1),
        Padding.VALID,
        activation,
        new GlorotUniform(),
        true);
  }

  /** {@return the same layer with another step} */
  public Conv2D withStrides(Size other) {
    return new Conv2D(filters, kernel, other, padding, activation, kernelInitializer, bias);
  }

  /** {@return the same layer with another padding} */
  public Conv2D withPadding(Padding other) {
    return new Conv2D(filters, kernel, strides, other, activation, kernelInitializer, bias);
  }

  /** {@return the same layer with another kernel initializer} */
  public Conv2D withKernelInitializer(Initializer other) {
    return new Conv2D(filters, kernel, strides, padding, activation, other, bias);
  }

  /** {@return the same layer without a bias} */
  public Conv2D withoutBias() {
    return new Conv2D(filters, kernel, strides, padding, activation, kernelInitializer, false);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    String who = "Conv2D(" + filters + ")";
    LayerShapes.requireImages(who, input.shape());
    LayerShapes.requireFit(who, input.shape(), kernel, padding);
    Shape shape = Shape.of(kernel.height(), kernel.width(), input.shape().get(3), filters);
    Operand<TFloat32> output =
        context.conv2d(input, context.weight("kernel", shape, kernelInitializer), strides, padding);
    if (bias) {
      output =
          context.tf().nn.biasAdd(output, context.weight("bias", Shape.of(filters), new Zeros()));
    }
    return activation.apply(context.tf(), output);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
