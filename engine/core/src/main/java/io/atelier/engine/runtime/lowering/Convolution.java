package io.atelier.engine.runtime.lowering;

import io.atelier.engine.runtime.Execution;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution that can be built whole, or as its four quarters: the outputs at even and odd rows
 * and columns.
 *
 * @param input {@code [batch, height, width, channels]}, of known size
 * @param kernel {@code [height, width, channels, filters]}
 * @param rows the kernel's windows down the image
 * @param columns the kernel's windows across the image
 * @param precision what the products are computed in
 */
record Convolution(
    Operand<TFloat32> input,
    Operand<TFloat32> kernel,
    Span rows,
    Span columns,
    Execution.Precision precision) {
  /** {@return whether it has quarters: windows one place apart} */
  boolean quartered() {
    return rows.stride() == 1 && columns.stride() == 1;
  }

  /** {@return the output, {@code [batch, height, width, filters]}} */
  Operand<TFloat32> whole(Ops tf) {
    return im2col(tf, new Phases(tf, input, rows, columns, 0), 0, 0);
  }

  /**
   * {@return the outputs at places {@code (2i, 2j), (2i, 2j + 1), (2i + 1, 2j), (2i + 1, 2j + 1)},
   * each {@code [batch, ceil(height / 2), ceil(width / 2), filters]}; past an odd edge, made up}
   */
  List<Operand<TFloat32>> quarters(Ops tf) {
    Phases phases = new Phases(tf, input, paired(rows), paired(columns), 0);
    List<Operand<TFloat32>> quarters = new ArrayList<>();
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        quarters.add(im2col(tf, phases, row, column));
      }
    }
    return quarters;
  }

  /** The windows that hold two neighbours each. */
  private static Span paired(Span window) {
    return new Span(window.size() + 1, 2, window.before(), (window.count() + 1) / 2);
  }

  /** One product of what each window sees, place by place of the kernel, and the kernel. */
  private Operand<TFloat32> im2col(Ops tf, Phases phases, int row, int column) {
    List<Operand<TFloat32>> taps = phases.from(row, column, rows.size(), columns.size());
    Operand<TFloat32> seen = taps.size() == 1 ? taps.get(0) : tf.concat(taps, tf.constant(3));
    long[] places = seen.shape().asArray();
    int filters = (int) kernel.shape().get(3);
    int matrix = (int) (kernel.shape().size() / filters);
    Operand<TFloat32> product =
        new MatrixProduct(tf)
            .in(
                precision,
                tf,
                tf.reshape(seen, tf.constant(new int[] {-1, matrix})),
                tf.reshape(kernel, tf.constant(new int[] {matrix, filters})));
    return tf.reshape(
        product,
        tf.constant(new int[] {(int) places[0], (int) places[1], (int) places[2], filters}));
  }
}
