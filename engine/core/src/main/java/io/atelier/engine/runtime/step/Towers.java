package io.atelier.engine.runtime.step;

import io.atelier.engine.runtime.tensorflow.Functions;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A batch computed on several devices: each takes a share of the rows, all but equal, and what they
 * say is put together as the mean over the whole batch.
 *
 * <p>A share is a function call placed on its device. TensorFlow adds the operations of a gradient
 * without a device; inside a placed call they stay where the forward pass is.
 *
 * @param batches computes a share
 * @param devices at least one
 */
record Towers(BatchFunction batches, List<DeviceSpec> devices) {

  /** {@return the result of a batch} */
  BatchResult of(Graph graph, TrainingState state, Batch examples) {
    Ops tf = Ops.create(graph);
    int batch = examples.size();
    int count = Math.min(devices.size(), batch);
    List<BatchResult> results = new ArrayList<>();
    List<Operand<TFloat32>> weights = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) batch * i / count);
      int size = (int) ((long) batch * (i + 1) / count) - from;
      List<Operand<? extends TNumber>> own = new ArrayList<>();
      examples.columns().forEach(column -> own.add(rows(tf, column, from, size)));
      BatchResult share = on(devices.get(i), graph, state, examples.like(own), from);
      Operand<TFloat32> weight = tf.constant((float) size / batch);
      weights.add(weight);
      results.add(share.map(part -> tf.math.mul(part, weight)));
    }
    return BatchResult.sum(tf, results, weights);
  }

  private static <T extends TNumber> Operand<T> rows(
      Ops tf, Operand<T> values, int from, int size) {
    int[] begin = new int[values.shape().numDimensions()];
    int[] sizes = new int[begin.length];
    begin[0] = from;
    sizes[0] = size;
    for (int axis = 1; axis < sizes.length; axis++) {
      sizes[axis] = (int) values.shape().get(axis);
    }
    return tf.slice(values, tf.constant(begin), tf.constant(sizes));
  }

  private BatchResult on(
      DeviceSpec device, Graph graph, TrainingState state, Batch examples, int firstRow) {
    List<Operand<? extends TNumber>> columns = examples.columns();
    List<Operand<?>> arguments = Functions.join(columns, state.flat());
    int count = columns.size();
    BatchResult like = batches.like(state);
    List<Operand<TFloat32>> likes = like.flat();
    try (ConcreteFunction share =
        Functions.define(
            "share_of_batch",
            arguments,
            (inner, in) ->
                batches
                    .of(
                        inner,
                        state.like(in.subList(count, in.size())),
                        examples.like(typed(in.subList(0, count), columns)),
                        firstRow)
                    .flat())) {
      List<Operand<TFloat32>> results =
          TrainingState.floats(
              Functions.call(graph, "share", share, arguments, likes, false, device));
      return like.like(shaped(Ops.create(graph), results, likes));
    }
  }

  private static List<Operand<? extends TNumber>> typed(
      List<Operand<?>> values, List<Operand<? extends TNumber>> likes) {
    List<Operand<? extends TNumber>> typed = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      typed.add(values.get(i).asOutput().expect(likes.get(i).type()));
    }
    return typed;
  }

  /** A call's results have no shape, and optimizers may want to know a gradient's. */
  private static List<Operand<TFloat32>> shaped(
      Ops tf, List<Operand<TFloat32>> results, List<Operand<TFloat32>> likes) {
    List<Operand<TFloat32>> shaped = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      shaped.add(tf.ensureShape(results.get(i), likes.get(i).shape()));
    }
    return shaped;
  }
}
