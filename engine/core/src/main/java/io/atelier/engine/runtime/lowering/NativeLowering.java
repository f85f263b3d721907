package io.atelier.engine.runtime.lowering;

import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import io.atelier.engine.runtime.Execution;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** One operation each: oneDNN's in the CPU's executor, cuDNN's on a GPU. */
public record NativeLowering(Execution.Precision precision) implements Lowering {
  @Override
  public Operand<TFloat32> matMul(Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel) {
    return new MatrixProduct(tf).in(precision, tf, input, kernel);
  }

  @Override
  public Operand<TFloat32> conv2d(
      Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel, Size strides, Padding padding) {
    return new CrossCorrelation(tf, strides, padding).in(precision, tf, input, kernel);
  }

  /**
   * The first version of the operation, which oneDNN takes over with its gradient; the second,
   * which TensorFlow Java offers, has only plain loops on the CPU.
   */
  @Override
  public Operand<TFloat32> maxPool2d(
      Ops tf, Operand<TFloat32> input, Size pool, Size strides, Padding padding) {
    return tf.scope()
        .opBuilder("MaxPool", "MaxPool")
        .addInput(input.asOutput())
        .setAttr("ksize", array(pool))
        .setAttr("strides", array(strides))
        .setAttr("padding", padding.name())
        .build()
        .output(0);
  }

  @Override
  public Operand<TFloat32> averagePool2d(
      Ops tf, Operand<TFloat32> input, Size pool, Size strides, Padding padding) {
    return tf.nn.avgPool(input, sizes(pool), sizes(strides), padding.name());
  }

  private static List<Long> sizes(Size size) {
    return List.of(1L, (long) size.height(), (long) size.width(), 1L);
  }

  private static long[] array(Size size) {
    return sizes(size).stream().mapToLong(Long::longValue).toArray();
  }

  private record CrossCorrelation(Ops tf, Size strides, Padding padding) implements Product {
    @Override
    public <T extends TNumber> Operand<T> of(Operand<T> input, Operand<T> kernel) {
      return tf.nn.conv2d(input, kernel, sizes(strides), padding.name());
    }
  }
}
