package io.atelier.engine.runtime.saved;

import io.atelier.data.FloatValues;
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/** What a SavedModel answers, as float32. */
final class SavedNumbers {
  private SavedNumbers() {}

  /** {@return whether outputs of a type can be read} */
  static boolean readable(DataType type) {
    return switch (type) {
      case DT_FLOAT, DT_DOUBLE, DT_HALF, DT_BFLOAT16, DT_INT32, DT_INT64, DT_UINT8 -> true;
      default -> false;
    };
  }

  /** {@return a copy of a tensor of numbers, each as the nearest float32} */
  static FloatValues floats(Tensor tensor) {
    if (tensor instanceof TFloat32 floats) {
      return Tensors.floats(floats);
    }
    float[] values = new float[Math.toIntExact(tensor.size())];
    int[] next = {0};
    ((NdArray<?>) tensor)
        .scalars()
        .forEach(number -> values[next[0]++] = number(number.getObject()));
    int[] shape =
        Arrays.stream(tensor.shape().asArray()).mapToInt(size -> Math.toIntExact(size)).toArray();
    return FloatValues.of(values, shape);
  }

  /** {@return all rows of several, one after another} */
  static FloatValues together(List<FloatValues> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int count = parts.stream().mapToInt(FloatValues::count).sum();
    int size = parts.get(0).exampleSize();
    float[] values = new float[Math.multiplyExact(count, size)];
    int at = 0;
    for (FloatValues part : parts) {
      System.arraycopy(part.values(), 0, values, at, part.values().length);
      at += part.values().length;
    }
    int[] shape = parts.get(0).shape().stream().mapToInt(Integer::intValue).toArray();
    shape[0] = count;
    return FloatValues.of(values, shape);
  }

  private static float number(Object number) {
    return ((Number) number).floatValue();
  }
}
