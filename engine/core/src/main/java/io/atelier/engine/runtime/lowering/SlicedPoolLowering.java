package io.atelier.engine.runtime.lowering;

import io.atelier.engine.layer.Normalized;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.normalization.Moments;
import io.atelier.engine.runtime.Execution;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What XLA runs well on a GPU: convolutions as cuDNN's, pooling by slices. Images whose size is not
 * known are left to TensorFlow's own pooling.
 */
public record SlicedPoolLowering(NativeLowering own) implements Lowering {
  /** Places of a window up to which slices are used: each is a read of the whole input. */
  private static final int MOST_PLACES = 9;

  public SlicedPoolLowering(Execution.Precision precision) {
    this(new NativeLowering(precision));
  }

  @Override
  public Operand<TFloat32> matMul(Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel) {
    return own.matMul(tf, input, kernel);
  }

  @Override
  public Operand<TFloat32> conv2d(
      Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel, Size strides, Padding padding) {
    return own.conv2d(tf, input, kernel, strides, padding);
  }

  @Override
  public Operand<TFloat32> maxPool2d(
      Ops tf, Operand<TFloat32> input, Size pool, Size strides, Padding padding) {
    return sliced(input, pool)
        ? SlicedPooling.of(tf, input, pool, strides, padding)
        : own.maxPool2d(tf, input, pool, strides, padding);
  }

  @Override
  public Operand<TFloat32> averagePool2d(
      Ops tf, Operand<TFloat32> input, Size pool, Size strides, Padding padding) {
    return sliced(input, pool)
        ? SlicedPooling.average(tf, input, pool, strides, padding)
        : own.averagePool2d(tf, input, pool, strides, padding);
  }

  private static boolean sliced(Operand<TFloat32> input, Size pool) {
    return pool.height() * pool.width() <= MOST_PLACES && SlicedPooling.known(input);
  }

  @Override
  public Normalized normalized(
      Ops tf,
      Operand<TFloat32> input,
      Operand<TFloat32> scale,
      Operand<TFloat32> offset,
      double epsilon) {
    return Moments.normalized(tf, input, scale, offset, epsilon);
  }
}
