package io.atelier.engine.layer.convolution;

import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Filters that see one channel each. */
final class Depthwise {
  private Depthwise() {}

  /**
   * {@return {@code [batch, height', width', channels * multiplier]}, what the filters of the first
   * channel give first}
   *
   * @param images {@code [batch, height, width, channels]}
   * @param kernel {@code [height, width, channels, multiplier]}
   */
  static Operand<TFloat32> of(
      Ops tf,
      Operand<TFloat32> images,
      Operand<TFloat32> kernel,
      Size strides,
      Size dilation,
      Padding padding) {
    Size window = new Size((int) kernel.shape().get(0), (int) kernel.shape().get(1));
    long step = strides.height();
    return new Dilated(tf, window, dilation, padding)
        .of(
            images,
            (apart, border) ->
                tf.nn.depthwiseConv2dNative(
                    apart, kernel, List.of(1L, step, step, 1L), border.name()));
  }

  /** Requires strides that TensorFlow has: as far down as across. */
  static void requireSquare(String who, Size strides) {
    if (strides.height() != strides.width()) {
      throw new IllegalArgumentException(
          "%s needs strides as far down as across, got %s; use Size.square(%s)"
              .formatted(who, strides, strides.height()));
    }
  }
}
