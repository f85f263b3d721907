package io.atelier.engine.runtime.lowering;

import io.atelier.engine.runtime.Execution;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** An input times a weight: the arithmetic that is worth a precision of its own. */
interface Product {
  /** {@return the product, computed in the factors' type} */
  <T extends TNumber> Operand<T> of(Operand<T> input, Operand<T> weight);

  /**
   * {@return the product of float32 factors as float32, computed in the given precision} So are its
   * gradients: they pass through the same casts.
   */
  default Operand<TFloat32> in(
      Execution.Precision precision, Ops tf, Operand<TFloat32> input, Operand<TFloat32> weight) {
    return switch (precision) {
      case FLOAT32, TF32 -> of(input, weight);
      case BFLOAT16 -> rounded(tf, TBfloat16.class, input, weight);
      case MIXED_FLOAT16 -> rounded(tf, TFloat16.class, input, weight);
    };
  }

  private <T extends TNumber> Operand<TFloat32> rounded(
      Ops tf, Class<T> type, Operand<TFloat32> input, Operand<TFloat32> weight) {
    Operand<T> product = of(tf.dtypes.cast(input, type), tf.dtypes.cast(weight, type));
    return tf.dtypes.cast(product, TFloat32.class);
  }
}
