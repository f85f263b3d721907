package io.atelier.engine.runtime.plan;

import io.atelier.data.Values;
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * How rows are taken out of examples, and in which loop.
 *
 * <p>TensorFlow's executor has no kernel that gathers bytes on a GPU, and keeps int32 in the host's
 * memory there. So it gathers bytes as float16, which has all of them, and int32 as int64; XLA
 * gathers everything. And it gives int32 to the body of a {@code While} in the host's memory, where
 * the body looks for it, but to that of a {@code StatelessWhile} in the device's.
 */
public enum RowGathering {
  /** As they are. */
  DIRECT,
  /** In types that a GPU's executor gathers from its own memory. */
  WIDENED;

  /** {@return the rows for a strategy on a device, {@code "CPU"} or {@code "GPU"}} */
  public static RowGathering on(String device, boolean compiled) {
    return device.equals("GPU") && !compiled ? WIDENED : DIRECT;
  }

  /** {@return values to take rows from, once for many times} */
  public Operand<? extends TNumber> held(Ops tf, Operand<? extends TNumber> values) {
    if (this == WIDENED && values.type() == TUint8.class) {
      return tf.dtypes.cast(values, TFloat16.class);
    }
    return this == WIDENED && values.type() == TInt32.class
        ? tf.dtypes.cast(values, TInt64.class)
        : values;
  }

  /** {@return the bytes that {@link #held} takes for an example, beside the example itself} */
  long copyBytes(Values values) {
    if (this == DIRECT) {
      return 0;
    }
    Class<? extends TNumber> type = Tensors.type(values);
    return (type == TUint8.class ? 2L : type == TInt32.class ? 8L : 0) * values.exampleSize();
  }

  /** {@return what a loop made of its values} */
  public List<Output<?>> loop(
      Ops tf, List<Operand<?>> values, ConcreteFunction more, ConcreteFunction body) {
    return this == WIDENED
        ? tf.statefulWhile(values, more, body).output()
        : tf.statelessWhile(values, more, body).output();
  }

  /** {@return rows of each of several values} */
  public List<Operand<? extends TNumber>> of(
      Ops tf, List<Operand<?>> held, Operand<TInt32> rows, List<Class<? extends TNumber>> types) {
    List<Operand<? extends TNumber>> taken = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      taken.add(of(tf, held.get(i), rows, types.get(i)));
    }
    return taken;
  }

  /**
   * {@return rows of values}
   *
   * @param held what {@link #held} made of them
   * @param type of the values
   */
  private <T extends TNumber> Operand<T> of(
      Ops tf, Operand<?> held, Operand<TInt32> rows, Class<T> type) {
    if (held.type() == type) {
      return tf.gather(held.asOutput().expect(type), rows, tf.constant(0));
    }
    Class<? extends TNumber> wide = held.type() == TFloat16.class ? TFloat16.class : TInt64.class;
    return tf.dtypes.cast(tf.gather(held.asOutput().expect(wide), rows, tf.constant(0)), type);
  }
}
