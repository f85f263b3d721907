package io.atelier.engine.runtime.lowering;

import io.atelier.engine.layer.Normalized;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.normalization.Moments;
import io.atelier.engine.runtime.Execution;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Convolutions as matrix products and pooling as a maximum or mean of slices: what XLA compiles
 * well on a CPU, where its own convolution and pooling are plain loops. Images whose size is not
 * known are left to TensorFlow's own operations.
 *
 * <p>A pooling by 2x2 that follows a convolution takes the convolution's quarters, one for each
 * place of its windows, so that the whole output is never put together: what was built of it is
 * left unused, and not compiled. One instance belongs to one graph.
 */
public final class MatmulLowering implements Lowering {
  private static final Set<String> ELEMENTWISE =
      Set.of("Elu", "Relu", "Selu", "Sigmoid", "Softplus", "Softsign", "Tanh");

  private final NativeLowering own;
  private final Map<String, Convolution> convolutions = new HashMap<>();

  public MatmulLowering(Execution.Precision precision) {
    this.own = new NativeLowering(precision);
  }

  @Override
  public Operand<TFloat32> matMul(Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel) {
    return own.matMul(tf, input, kernel);
  }

  @Override
  public Operand<TFloat32> conv2d(
      Ops tf, Operand<TFloat32> input, Operand<TFloat32> kernel, Size strides, Padding padding) {
    if (!SlicedPooling.known(input)) {
      return own.conv2d(tf, input, kernel, strides, padding);
    }
    Size size = new Size((int) kernel.shape().get(0), (int) kernel.shape().get(1));
    Convolution convolution =
        new Convolution(
            input,
            kernel,
            Span.rows(input, size, strides, padding),
            Span.columns(input, size, strides, padding),
            own.precision());
    Operand<TFloat32> output = convolution.whole(tf);
    convolutions.put(output.op().name(), convolution);
    return output;
  }

  @Override
  public Operand<TFloat32> maxPool2d(
      Ops tf, Operand<TFloat32> input, Size pool, Size strides, Padding padding) {
    if (!SlicedPooling.known(input)) {
      return own.maxPool2d(tf, input, pool, strides, padding);
    }
    Span rows = Span.rows(input, pool, strides, padding);
    Span columns = Span.columns(input, pool, strides, padding);
    return SlicedPooling.maximum(
        tf,
        quarters(tf, input, rows, columns)
            .orElseGet(() -> SlicedPooling.places(tf, input, rows, columns)));
  }

  @Override
  public Operand<TFloat32> averagePool2d(
      Ops tf, Operand<TFloat32> input, Size pool, Size strides, Padding padding) {
    return SlicedPooling.known(input)
        ? SlicedPooling.average(tf, input, pool, strides, padding)
        : own.averagePool2d(tf, input, pool, strides, padding);
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

  /** What 2x2 windows see of a convolution's output, taken from its quarters, if that can be. */
  private Optional<List<Operand<TFloat32>>> quarters(
      Ops tf, Operand<TFloat32> input, Span rows, Span columns) {
    Deque<GraphOperation> behind = new ArrayDeque<>();
    GraphOperation operation = (GraphOperation) input.op();
    while (ELEMENTWISE.contains(operation.type()) || operation.type().equals("BiasAdd")) {
      behind.push(operation);
      operation = (GraphOperation) operation.input(0).op();
    }
    Convolution convolution = convolutions.get(operation.name());
    if (convolution == null
        || !convolution.quartered()
        || !pairs(rows, convolution.rows())
        || !pairs(columns, convolution.columns())) {
      return Optional.empty();
    }
    List<Operand<TFloat32>> quarters = convolution.quarters(tf);
    for (GraphOperation next : behind) {
      quarters.replaceAll(quarter -> again(tf, next, quarter));
    }
    for (int i = 0; i < quarters.size(); i++) {
      quarters.set(i, inside(tf, quarters.get(i), convolution, i / 2, i % 2));
    }
    return Optional.of(quarters);
  }

  /** Whether the windows of a pooling are the pairs of a convolution's outputs. */
  private static boolean pairs(Span pool, Span outputs) {
    return pool.size() == 2
        && pool.stride() == 2
        && pool.before() == 0
        && pool.count() == (outputs.count() + 1) / 2;
  }

  private static Operand<TFloat32> again(
      Ops tf, GraphOperation operation, Operand<TFloat32> value) {
    OperationBuilder builder =
        tf.scope().opBuilder(operation.type(), operation.type()).addInput(value.asOutput());
    for (int i = 1; i < operation.numInputs(); i++) {
      builder.addInput(operation.input(i));
    }
    Output<TFloat32> result = builder.build().output(0);
    return result;
  }

  /** Lets places past an odd edge lose against every other. */
  private static Operand<TFloat32> inside(
      Ops tf, Operand<TFloat32> quarter, Convolution convolution, int row, int column) {
    int height = (int) quarter.shape().get(1);
    int width = (int) quarter.shape().get(2);
    boolean whole =
        2 * (height - 1) + row < convolution.rows().count()
            && 2 * (width - 1) + column < convolution.columns().count();
    if (whole) {
      return quarter;
    }
    float[][][][] edge = new float[1][height][width][1];
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        boolean there =
            2 * i + row < convolution.rows().count()
                && 2 * j + column < convolution.columns().count();
        edge[0][i][j][0] = there ? 0 : -Float.MAX_VALUE;
      }
    }
    return tf.math.add(quarter, tf.constant(edge));
  }
}
