package io.atelier.engine.runtime.tensorflow;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.family.TType;

/**
 * A named place in a session's memory, read and written by copy.
 *
 * @param name unique in the session
 * @param handle the resource
 * @param value its value, read when it is fetched
 * @param fed what {@link #feed} takes the next value from
 * @param feed sets the value to what is fed
 */
public record Variable<T extends TType>(
    String name, Operand<?> handle, Operand<T> value, Operand<T> fed, Op feed) {

  /** {@return a variable of the given type and shape, without a value yet} */
  public static <T extends TType> Variable<T> of(
      Ops root, String name, Class<T> type, Shape shape) {
    Ops tf = root.withSubScope(name.replace('/', '.'));
    VarHandleOp handle =
        tf.withName("handle").varHandleOp(type, shape, VarHandleOp.sharedName(name));
    Operand<T> fed = tf.withName("fed").placeholder(type, Placeholder.shape(shape));
    return new Variable<>(
        name,
        handle,
        tf.withName("value").readVariableOp(handle, type),
        fed,
        tf.withName("feed").assignVariableOp(handle, fed));
  }

  /** {@return an operation that sets the value} */
  public Op assign(Ops tf, Operand<?> next) {
    return tf.assignVariableOp(handle, next);
  }
}
