package io.atelier.engine.runtime.tensorflow;

import io.atelier.data.ByteValues;
import io.atelier.data.Element;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.MappedValues;
import io.atelier.data.Values;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** Between the arrays and files of a data set and tensors. */
public final class Tensors {
  /** What is read of a file at a time. */
  private static final int BLOCK_BYTES = 1 << 20;

  private Tensors() {}

  public static Shape shape(Values values) {
    return Shape.of(values.shape().stream().mapToLong(Integer::longValue).toArray());
  }

  /** {@return the shape of {@code rows} such examples} */
  public static Shape shape(Values values, int rows) {
    return Shape.of(rows).append(shape(values).tail());
  }

  /** {@return how many bytes an example takes in native memory} */
  public static long exampleBytes(Values values) {
    return values.exampleSize() * (type(values) == TUint8.class ? 1L : 4L);
  }

  public static Class<? extends TNumber> type(Values values) {
    return switch (Element.of(values)) {
      case BYTE -> TUint8.class;
      case INT -> TInt32.class;
      case FLOAT -> TFloat32.class;
    };
  }

  /** {@return a copy in native memory, for the caller to close} */
  public static TNumber of(Values values) {
    if (values instanceof MappedValues mapped) {
      return of(mapped);
    }
    Shape shape = shape(values);
    if (values instanceof ByteValues bytes) {
      return TUint8.tensorOf(shape, DataBuffers.of(bytes.values(), true, false));
    }
    if (values instanceof IntValues ints) {
      return TInt32.tensorOf(shape, DataBuffers.of(ints.values(), true, false));
    }
    return TFloat32.tensorOf(shape, DataBuffers.of(((FloatValues) values).values(), true, false));
  }

  private static TNumber of(MappedValues values) {
    TNumber tensor = allocate(values, values.count());
    int block = (int) Math.max(1, BLOCK_BYTES / Math.max(1, exampleBytes(values)));
    for (int from = 0; from < values.count(); ) {
      int to = from + Math.min(block, values.count() - from);
      write(values.slice(from, to), tensor, from);
      from = to;
    }
    return tensor;
  }

  /** {@return native memory for {@code rows} such examples, not filled, for the caller to close} */
  public static TNumber allocate(Values like, int rows) {
    return Tensor.of(type(like), shape(like, rows));
  }

  /** Copies examples to a tensor of such examples, from one of its rows on. */
  public static void write(Values values, TNumber into, int row) {
    ByteDataBuffer data = into.asRawTensor().data();
    long at = (long) row * values.exampleSize();
    if (values instanceof MappedValues mapped) {
      data.offset(at).write(mapped.loaded().values());
    } else if (values instanceof ByteValues bytes) {
      data.offset(at).write(bytes.values());
    } else if (values instanceof IntValues ints) {
      data.asInts().offset(at).write(ints.values());
    } else {
      data.asFloats().offset(at).write(((FloatValues) values).values());
    }
  }

  /** {@return a tensor's numbers, row-major} */
  public static float[] flat(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.copyTo(DataBuffers.of(values));
    return values;
  }

  /** {@return a tensor's numbers, row-major} */
  public static double[] flat(TFloat64 tensor) {
    double[] values = new double[Math.toIntExact(tensor.size())];
    tensor.copyTo(DataBuffers.of(values));
    return values;
  }

  /** {@return a copy of a tensor} */
  public static FloatValues floats(TFloat32 tensor) {
    float[] values = flat(tensor);
    long[] sizes = tensor.shape().asArray();
    int[] shape = new int[sizes.length];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = Math.toIntExact(sizes[axis]);
    }
    return FloatValues.of(values, shape);
  }
}
