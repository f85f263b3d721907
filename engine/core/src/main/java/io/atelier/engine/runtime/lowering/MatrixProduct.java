package io.atelier.engine.runtime.lowering;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** {@code [rows, n]} times {@code [n, columns]}. */
record MatrixProduct(Ops tf) implements Product {
  @Override
  public <T extends TNumber> Operand<T> of(Operand<T> input, Operand<T> weight) {
    return tf.linalg.matMul(input, weight);
  }
}
