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
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A convolution backwards, which makes images larger: {@code [batch, height, width, channels]} to
 * {@code [batch, height', width', filters]}, in the places between zeros of {@code strides} (Keras
 * 3, {@code layers/convolutional/conv2d_transpose.py}). Sides become {@code side * stride}, without
 * padding {@code side * stride + max(window - stride, 0)}. It is computed in float32 whatever the
 * precision of the execution.
 *
 * <pre>
 * {@code new Conv2DTranspose(16, 3, Activation.RELU).withStrides(Size.square(2)).withPadding(Padding.SAME)}
 * </pre>
 *
 * @param filters number of output channels, at least 1
 * @param kernelSize height and width of the window
 * @param strides how many times larger the images become
 * @param padding how the window meets the border of the larger images
 * @param activation applied last
 * @param useBias whether a bias is added
 * @param kernel what is wanted of the kernel, {@code [height, width, filters, channels]}
 * @param bias what is wanted of the bias, {@code [filters]}
 */
@Keras(
    fixed = {
      "data_format: 'channels_last'",
      "activity_regularizer: null",
      "dilation_rate: [1, 1]",
      "output_padding: null"
    },
    formerly = "groups: 1")
public record Conv2DTranspose(
    int filters,
    Size kernelSize,
    @KerasKey(orElse = "1") Size strides,
    @KerasKey(orElse = "'valid'") Padding padding,
    @KerasKey(orElse = "'linear'") ActivationFunction activation,
    @KerasKey(orElse = "true") boolean useBias,
    @KerasKey(prefix = "kernel", orElse = "{'initializer': 'glorot_uniform'}") Weight kernel,
    @KerasKey(prefix = "bias", orElse = "{'initializer': 'zeros'}") Weight bias)
    implements Layer {
  /**
   * @throws IllegalArgumentException if {@code filters} is below 1 or anything is null
   */
  public Conv2DTranspose {
    String who = "Conv2DTranspose";
    Given.required(kernelSize, who, "a kernel size", "use Size.square(3) if unsure");
    Given.required(strides, who, "strides", "use Size.square(2) for images twice as large");
    Given.required(padding, who, "a padding", "use Padding.VALID for none");
    Filters.require(who, filters, 1, activation, kernel, bias);
  }

  /** A square window, stride 1, no padding, Glorot uniform, with a bias: Keras' defaults. */
  public Conv2DTranspose(int filters, int kernelSize, ActivationFunction activation) {
    this(
        filters,
        Size.square(kernelSize),
        Size.square(1),
        Padding.VALID,
        activation,
        true,
        new Weight(new GlorotUniform()),
        new Weight(new Zeros()));
  }

  /** {@return the same layer with another step} */
  public Conv2DTranspose withStrides(Size other) {
    return new Conv2DTranspose(
        filters, kernelSize, other, padding, activation, useBias, kernel, bias);
  }

  /** {@return the same layer with another padding} */
  public Conv2DTranspose withPadding(Padding other) {
    return new Conv2DTranspose(
        filters, kernelSize, strides, other, activation, useBias, kernel, bias);
  }

  /** {@return the same layer with another kernel} */
  public Conv2DTranspose withKernel(Weight other) {
    return new Conv2DTranspose(
        filters, kernelSize, strides, padding, activation, useBias, other, bias);
  }

  /** {@return the same layer without a bias} */
  public Conv2DTranspose withoutBias() {
    return new Conv2DTranspose(
        filters, kernelSize, strides, padding, activation, false, kernel, bias);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireImages("Conv2DTranspose(" + filters + ")", input.shape());
    Ops tf = context.tf();
    Shape kernelShape =
        Shape.of(kernelSize.height(), kernelSize.width(), filters, input.shape().get(3));
    long height = larger(input.shape().get(1), kernelSize.height(), strides.height());
    long width = larger(input.shape().get(2), kernelSize.width(), strides.width());
    Operand<TInt32> image = tf.constant(new int[] {(int) height, (int) width, filters});
    long batch = input.shape().get(0);
    Operand<TInt32> count =
        batch == Shape.UNKNOWN_SIZE
            ? tf.shape.take(tf.shape(input), tf.constant(1))
            : tf.array((int) batch);
    Operand<TFloat32> taps = context.weight("kernel", kernelShape, kernel);
    Operand<TFloat32> images = input;
    if (filters == 1 && kernelShape.get(3) == 1) {
      // On a CPU TensorFlow 2.18 leaves products out where there is one channel and one filter.
      taps = withZeros(tf, taps);
      images = withZeros(tf, images);
    }
    Operand<TFloat32> output =
        tf.nn.conv2dBackpropInput(
            tf.concat(List.of(count, image), tf.constant(0)),
            taps,
            images,
            List.of(1L, (long) strides.height(), (long) strides.width(), 1L),
            padding.name());
    // A size that is computed has to be told.
    output = tf.reshape(output, tf.constant(new long[] {batch, height, width, filters}));
    if (useBias) {
      output = tf.nn.biasAdd(output, context.weight("bias", Shape.of(filters), bias));
    }
    return activation.apply(tf, output);
  }

  /** {@return the same with one more channel, of zeros} */
  private static Operand<TFloat32> withZeros(Ops tf, Operand<TFloat32> values) {
    return tf.pad(
        values, tf.constant(new int[][] {{0, 0}, {0, 0}, {0, 0}, {0, 1}}), tf.constant(0f));
  }

  private long larger(long side, int window, int stride) {
    return side * stride + (padding == Padding.SAME ? 0 : Math.max(window - stride, 0));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
