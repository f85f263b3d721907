package io.atelier.engine.runtime.lowering;

import io.atelier.engine.layer.Normalized;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.normalization.Moments;
import io.atelier.engine.runtime.Execution;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
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
    Product correlation = new CrossCorrelation(tf, strides, padding);
    boolean strided = strides.height() > 1 || strides.width() > 1;
    if (!strided || kernel.shape().get(2) != 1 || kernel.shape().get(3) != 1) {
      return correlation.in(precision, tf, input, kernel);
    }
    // On a CPU TensorFlow 2.18 leaves products out of the gradient by the images where there is one
    // channel and one filter, so it gets a second filter, of zeros.
    Operand<TInt32> second = tf.constant(new int[][] {{0, 0}, {0, 0}, {0, 0}, {0, 1}});
    Operand<TFloat32> two =
        correlation.in(precision, tf, input, tf.pad(kernel, second, tf.constant(0f)));
    return tf.slice(two, tf.constant(new int[4]), tf.constant(new int[] {-1, -1, -1, 1}));
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

  /**
   * For images TensorFlow's own operation, half as long a step as the same in parts. Its variance
   * is divided by one less than the count, as that of a sample.
   */
  @Override
  public Normalized normalized(
      Ops tf,
      Operand<TFloat32> input,
      Operand<TFloat32> scale,
      Operand<TFloat32> offset,
      double epsilon) {
    Shape shape = input.shape();
    if (shape.numDimensions() != 4 || shape.hasUnknownDimension()) {
      return Moments.normalized(tf, input, scale, offset, epsilon);
    }
    Operand<TFloat32> none = tf.constant(new float[0]);
    FusedBatchNorm<TFloat32, TFloat32> fused =
        tf.nn.fusedBatchNorm(
            input,
            scale,
            offset,
            none,
            none,
            FusedBatchNorm.isTraining(true),
            FusedBatchNorm.epsilon((float) epsilon));
    double count = (double) shape.size() / shape.get(3);
    Operand<TFloat32> share = tf.constant((float) (count > 1 ? (count - 1) / count : 1));
    return new Normalized(fused.y(), fused.batchMean(), tf.math.mul(fused.batchVariance(), share));
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
