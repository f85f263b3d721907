package io.atelier.engine.runtime;

import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.runtime.saved.Checkpoint;
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** Values of operands, each built and run in a graph of its own. */
public final class Computed {
  private Computed() {}

  /** {@return a value; a scalar has the shape [1]} */
  public static FloatValues floats(Function<Ops, ? extends Operand<TFloat32>> build) {
    try (Graph graph = new Graph();
        Session session = new Session(graph, TestDevice.config());
        Result result = session.runner().fetch(build.apply(Ops.create(graph))).run()) {
      TFloat32 tensor = (TFloat32) result.get(0);
      return tensor.shape().isScalar()
          ? FloatValues.of(new float[] {tensor.getFloat()}, 1)
          : Tensors.floats(tensor);
    }
  }

  /** {@return a constant of the values' own type and shape} */
  static Operand<? extends TNumber> constant(Ops tf, Values values) {
    try (TNumber tensor = Tensors.of(values)) {
      return tf.constantOf(tensor);
    }
  }

  /** {@return a constant of the values' shape} */
  static Operand<TFloat32> constant(Ops tf, FloatValues values) {
    return constant(tf, (Values) values).asOutput().expect(TFloat32.class);
  }

  /** {@return a float variable of a checkpoint, in row-major order} */
  static float[] savedFloats(Path checkpoint, String name) {
    return floats(tf -> saved(tf, checkpoint, name, TFloat32.class)).values();
  }

  /** {@return the number of training steps a checkpoint was written after} */
  static int savedIterations(Path checkpoint) {
    try (Graph graph = new Graph();
        Session session = new Session(graph, TestDevice.config())) {
      Operand<TInt32> steps =
          Ops.create(graph)
              .dtypes
              .cast(
                  saved(Ops.create(graph), checkpoint, "optimizer/iteration", TInt64.class),
                  TInt32.class);
      try (Result result = session.runner().fetch(steps).run()) {
        return ((TInt32) result.get(0)).getInt();
      }
    }
  }

  private static <T extends TType> Operand<T> saved(
      Ops tf, Path checkpoint, String name, Class<T> type) {
    return tf.train
        .restore(
            tf.constant(Checkpoint.prefix(checkpoint)), tf.array(name), tf.array(""), List.of(type))
        .tensors()
        .get(0)
        .asOutput()
        .expect(type);
  }
}
