package io.atelier.engine.runtime.lowering;

import io.atelier.engine.layer.Normalized;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import io.atelier.engine.runtime.Execution;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Which operations compute a product, a convolution and a pooling, and in which precision; all give
 * the same values but rounding.
 */
public interface Lowering {
  /** TensorFlow's own operations in float32. */
  Lowering NATIVE = new NativeLowering(Execution.Precision.FLOAT32);

  /**
   * {@return the product, {@code [rows, columns]}}
   *
   * @param input {@code [rows, n]}
   * @param kernel {@code [n, columns]}
   */
  Operand<TFloat32> matMul(Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel);

  /**
   * {@return the cross-correlation, {@code [batch, height, width, filters]}}
   *
   * @param input {@code [batch, height, width, channels]}
   * @param kernel {@code [height, width, channels, filters]}
   */
  Operand<TFloat32> conv2d(
      Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel, Size strides, Padding padding);

  /**
   * {@return the maximum of each window, {@code [batch, height, width, channels]}; its gradient
   * goes to the first maximum of a window}
   *
   * @param input {@code [batch, height, width, channels]}
   */
  Operand<TFloat32> maxPool2d(
      Ops tf, Operand<TFloat32> input, Size pool, Size strides, Padding padding);

  /**
   * {@return the mean of each window, {@code [batch, height, width, channels]}, what is padded not
   * counted}
   *
   * @param input {@code [batch, height, width, channels]}
   */
  Operand<TFloat32> averagePool2d(
      Ops tf, Operand<TFloat32> input, Size pool, Size strides, Padding padding);

  /**
   * {@return a batch with every channel at the given scale and offset}
   *
   * @param input {@code [batch, ..., channels]}
   * @param scale {@code [channels]}
   * @param offset {@code [channels]}
   */
  Normalized normalized(
      Ops tf,
      Operand<TFloat32> input,
      Operand<TFloat32> scale,
      Operand<TFloat32> offset,
      double epsilon);
}
