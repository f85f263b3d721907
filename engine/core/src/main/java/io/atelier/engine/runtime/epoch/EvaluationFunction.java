package io.atelier.engine.runtime.epoch;

import io.atelier.data.Examples;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.build.Inference;
import io.atelier.engine.runtime.build.Network;
import io.atelier.engine.runtime.plan.RowGathering;
import io.atelier.engine.runtime.step.Batch;
import io.atelier.engine.runtime.step.Penalties;
import io.atelier.engine.runtime.step.Quantities;
import io.atelier.engine.runtime.step.Quantity;
import io.atelier.engine.runtime.step.RatedBatch;
import io.atelier.engine.runtime.step.TargetLayout;
import io.atelier.engine.runtime.step.TrainingState;
import io.atelier.engine.runtime.step.Variables;
import io.atelier.engine.runtime.tensorflow.Functions;
import io.atelier.engine.runtime.tensorflow.LatinDigits;
import io.atelier.engine.runtime.tensorflow.TensorList;
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Sums of the loss and the metrics over any number of examples, looped over in large batches inside
 * the graph.
 *
 * @param columns fed: inputs, in the model's order, targets, and weights if there are some, {@code
 *     [examples, ...]} each
 * @param from fed: the first example
 * @param to fed: the example to stop before
 * @param sums the loss and each metric, summed over the examples {@code [from, to)}
 */
public record EvaluationFunction(
    List<Operand<? extends TNumber>> columns,
    Operand<TInt32> from,
    Operand<TInt32> to,
    List<Output<?>> sums) {
  /** Batches a call, so that a request to stop is heard soon and the device holds no more. */
  public static final int BATCHES = 2;

  /**
   * Adds the function to a graph, for targets of the given kind.
   *
   * @param batchSize examples a batch
   */
  public static EvaluationFunction of(
      Graph graph,
      Blueprint blueprint,
      Training training,
      Execution.Precision precision,
      RowGathering rows,
      Variables variables,
      int batchSize,
      TargetLayout targets) {
    LatinDigits.ensure();
    Ops tf = Ops.create(graph).withSubScope("evaluation");
    List<Operand<? extends TNumber>> columns = Network.placeholders(tf, blueprint.model());
    columns.addAll(targets.placeholders(tf, Shape.UNKNOWN_SIZE));
    Operand<TInt32> from = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    Operand<TInt32> to = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    List<Operand<TFloat64>> zeros =
        Quantities.of(blueprint, training).all().stream()
            .<Operand<TFloat64>>map(each -> tf.zeros(tf.constant(each.kept()), TFloat64.class))
            .toList();
    List<Operand<?>> data = new ArrayList<>(List.of(from, to));
    columns.forEach(column -> data.add(rows.held(tf, column)));
    List<Operand<?>> arguments = Functions.join(data, variables.state().weights(), zeros);
    Body body =
        new Body(
            blueprint,
            training,
            precision,
            rows,
            batchSize,
            columns.stream().<Class<? extends TNumber>>map(Operand::type).toList());
    try (ConcreteFunction loop = body.loop(arguments)) {
      return new EvaluationFunction(
          columns, from, to, Functions.call(graph, "evaluation", loop, arguments, zeros, false));
    }
  }

  /** {@return the sums over some examples} */
  public List<double[]> sums(Session session, Examples examples) {
    Session.Runner runner = session.runner();
    sums.forEach(runner::fetch);
    try (TensorList tensors = TensorList.of(examples.columns());
        TInt32 fromTensor = TInt32.scalarOf(0);
        TInt32 toTensor = TInt32.scalarOf(examples.size());
        Result result =
            tensors.feed(runner, columns).feed(from, fromTensor).feed(to, toTensor).run()) {
      return IntStream.range(0, sums.size())
          .mapToObj(i -> Tensors.flat((TFloat64) result.get(i)))
          .toList();
    }
  }

  /** Arguments: from, to, columns, weights, sums. */
  private record Body(
      Blueprint blueprint,
      Training training,
      Execution.Precision precision,
      RowGathering rowsOf,
      int batchSize,
      List<Class<? extends TNumber>> types) {
    private int weightsFrom() {
      return 2 + types.size();
    }

    ConcreteFunction loop(List<Operand<?>> arguments) {
      int sumsFrom = weightsFrom() + blueprint.weights().size();
      return Functions.define(
          "evaluate",
          arguments,
          (graph, in) -> {
            try (ConcreteFunction more = more(arguments);
                ConcreteFunction batch = batch(arguments, sumsFrom)) {
              List<Output<?>> out = rowsOf.loop(Ops.create(graph), in, more, batch);
              return out.subList(sumsFrom, out.size());
            }
          });
    }

    private static ConcreteFunction more(List<Operand<?>> arguments) {
      return Functions.define(
          "more_examples",
          arguments,
          (graph, in) ->
              List.of(
                  Ops.create(graph)
                      .math
                      .less(
                          TrainingFunctions.integer(in.get(0)),
                          TrainingFunctions.integer(in.get(1)))));
    }

    private ConcreteFunction batch(List<Operand<?>> arguments, int sumsFrom) {
      return Functions.define(
          "evaluate_batch",
          arguments,
          (graph, in) -> {
            Ops tf = Ops.create(graph);
            Operand<TInt32> begin = TrainingFunctions.integer(in.get(0));
            Operand<TInt32> end =
                tf.math.minimum(
                    tf.math.add(begin, tf.constant(batchSize)),
                    TrainingFunctions.integer(in.get(1)));
            Operand<TInt32> rows = tf.range(begin, end, tf.constant(1));
            Batch batch =
                Batch.of(
                    blueprint, training, rowsOf.of(tf, in.subList(2, weightsFrom()), rows, types));
            List<Operand<TFloat32>> weights =
                TrainingState.floats(in.subList(weightsFrom(), sumsFrom));
            List<Prediction> predictions =
                Inference.of(tf, blueprint, precision, weights, batch.inputs());
            RatedBatch rated = RatedBatch.of(tf, blueprint, training, predictions, batch, false);
            Operand<TFloat64> count = tf.dtypes.cast(tf.math.sub(end, begin), TFloat64.class);
            List<Operand<?>> next = new ArrayList<>(List.of(end));
            next.addAll(in.subList(1, sumsFrom));
            int sum = sumsFrom;
            for (Operand<TFloat32> part :
                rated.all(Penalties.added(tf, rated.loss(), blueprint.weights(), weights))) {
              Operand<TFloat64> exact = tf.dtypes.cast(part, TFloat64.class);
              next.add(
                  tf.math.add(
                      in.get(sum++).asOutput().expect(TFloat64.class),
                      Quantity.isMean(part) ? tf.math.mul(exact, count) : exact));
            }
            return next;
          });
    }
  }
}
