package io.atelier.engine.runtime.epoch;

import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.plan.Plan;
import io.atelier.engine.runtime.plan.RowGathering;
import io.atelier.engine.runtime.plan.StepStrategy;
import io.atelier.engine.runtime.plan.Windowing;
import io.atelier.engine.runtime.step.TrainingState;
import io.atelier.engine.runtime.step.TrainingStep;
import io.atelier.engine.runtime.step.Variables;
import io.atelier.engine.runtime.tensorflow.Functions;
import io.atelier.engine.runtime.tensorflow.Variable;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The parts of an epoch in a session's graph.
 *
 * @param order fed: the order in which to visit the window's rows, {@code [rows]}
 * @param from fed: the window's first full batch to train on
 * @param to fed: the full batch to stop before
 * @param looped whether {@code fullBatches} trains on all batches {@code [from, to)}, or on the one
 *     at {@code from} alone
 * @param block batches that {@code to - from} is a multiple of
 * @param fullBatches trains on full batches
 * @param lastBatch trains on what an epoch's full batches leave, in its last window; empty if they
 *     leave nothing
 * @param trial computes what {@code lastBatch} would change and changes nothing; empty unless XLA
 *     compiles that batch, and another function for full ones
 */
public record TrainingFunctions(
    Operand<TInt32> order,
    Operand<TInt32> from,
    Operand<TInt32> to,
    boolean looped,
    int block,
    List<Op> fullBatches,
    List<Op> lastBatch,
    List<Op> trial) {

  /**
   * Adds the functions to a graph.
   *
   * @param columns the window's inputs, and then the targets, {@code [rows, ...]} each
   * @param plan how they are executed
   */
  public static TrainingFunctions of(
      Graph graph,
      Blueprint blueprint,
      Training training,
      Variables variables,
      List<Operand<? extends TNumber>> columns,
      Windowing windowing,
      Plan plan) {
    Ops tf = Ops.create(graph).withSubScope("epoch");
    Placeholder<TInt32> order =
        tf.withName("order")
            .placeholder(TInt32.class, Placeholder.shape(Shape.of(windowing.rows())));
    Placeholder<TInt32> from =
        tf.withName("from").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    Placeholder<TInt32> to =
        tf.withName("to").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    TrainingState state = variables.state();
    Batches batches =
        new Batches(
            new TrainingStep(blueprint, training, plan),
            state,
            plan.rows(),
            columns.stream().<Class<? extends TNumber>>map(Operand::type).toList());
    List<Operand<?>> data = new ArrayList<>();
    columns.forEach(column -> data.add(plan.rows().held(tf, column)));
    data.add(order);

    int batch = training.batchSize();
    boolean full = windowing.rows() >= batch;
    boolean last = windowing.rest() > 0;
    StepStrategy strategy = plan.strategy();
    if (!strategy.looped()) {
      List<Operand<?>> all = Functions.join(data, state.flat());
      Operand<TInt32> begin = tf.math.mul(from, tf.constant(batch));
      Operand<TInt32> rest = tf.constant(windowing.restStart());
      List<Operand<?>> none = List.of();
      return new TrainingFunctions(
          order,
          from,
          to,
          false,
          1,
          assigns(tf, variables, full ? batches.on(graph, all, begin, batch).flat() : none),
          assigns(
              tf, variables, last ? batches.on(graph, all, rest, windowing.rest()).flat() : none),
          List.of());
    }
    List<Op> fullBatches = List.of();
    int block = plan.block(windowing);
    if (full) {
      List<Operand<?>> arguments = Functions.join(List.of(from, to), data, state.flat());
      try (ConcreteFunction loop = batches.loop(arguments, batch, block)) {
        fullBatches =
            assigns(
                tf,
                variables,
                Functions.call(
                    graph, "full_batches", loop, arguments, state.flat(), strategy.compiled()));
      }
    }
    List<Op> lastBatch = List.of();
    List<Op> trial = List.of();
    if (last) {
      List<Operand<?>> arguments = Functions.join(data, state.flat());
      try (ConcreteFunction single =
          batches.single(arguments, windowing.restStart(), windowing.rest())) {
        List<Output<?>> next =
            Functions.call(
                graph, "last_batch", single, arguments, state.flat(), strategy.compiled());
        lastBatch = assigns(tf, variables, next);
        trial = full && strategy.compiled() ? List.of(next.get(0)) : List.of();
      }
    }
    return new TrainingFunctions(order, from, to, true, block, fullBatches, lastBatch, trial);
  }

  /** {@return so many steps, or a few more, that they are whole blocks} */
  int whole(int steps) {
    return (steps + block - 1) / block * block;
  }

  /**
   * Trains on the window's full batches {@code [begin, end)}, in the given order.
   *
   * @param end beyond {@code begin} by whole blocks
   */
  public void train(Session session, TInt32 rows, int begin, int end) {
    int stride = looped ? end - begin : 1;
    for (int batch = begin; batch < end; batch += stride) {
      try (TInt32 first = TInt32.scalarOf(batch);
          TInt32 after = TInt32.scalarOf(batch + stride)) {
        run(session.runner().feed(order, rows).feed(from, first).feed(to, after), fullBatches);
      }
    }
  }

  /** Trains on what the full batches leave. */
  public void trainOnRest(Session session, TInt32 rows) {
    run(session.runner().feed(order, rows), lastBatch);
  }

  /** Has XLA compile the last batch, which nothing else does before the end of an epoch. */
  void compileRest(Session session, TInt32 rows) {
    if (!trial.isEmpty()) {
      run(session.runner().feed(order, rows), trial);
    }
  }

  private static void run(Session.Runner runner, List<Op> targets) {
    targets.forEach(runner::addTarget);
    runner.run().close();
  }

  /** Sets the variables to the values, if there are any. */
  private static List<Op> assigns(Ops tf, Variables variables, List<? extends Operand<?>> values) {
    List<Op> assigns = new ArrayList<>();
    List<Variable<?>> all = variables.flat();
    for (int i = 0; i < values.size(); i++) {
      assigns.add(all.get(i).assign(tf, values.get(i)));
    }
    return assigns;
  }

  /** Steps over batches taken from the data by the epoch's order. */
  private record Batches(
      TrainingStep step,
      TrainingState like,
      RowGathering rowsOf,
      List<Class<? extends TNumber>> types) {
    /** Arguments: from, to, columns, order, state. */
    ConcreteFunction loop(List<Operand<?>> arguments, int batch, int block) {
      return new EpochLoop(
              types.size(),
              like,
              rowsOf,
              block,
              (graph, turn) -> {
                Ops tf = Ops.create(graph);
                Operand<TInt32> begin = tf.math.mul(turn.position(), tf.constant(batch));
                return on(graph, turn.data(), turn.state(), begin, batch);
              })
          .of(arguments);
    }

    /** Arguments: columns, order, state. */
    ConcreteFunction single(List<Operand<?>> arguments, int begin, int size) {
      return Functions.define(
          "epoch_last_batch",
          arguments,
          (graph, in) -> on(graph, in, Ops.create(graph).constant(begin), size).flat());
    }

    private TrainingState on(Graph graph, List<Operand<?>> in, Operand<TInt32> begin, int size) {
      return on(graph, in, like.like(in.subList(types.size() + 1, in.size())), begin, size);
    }

    private TrainingState on(
        Graph graph, List<Operand<?>> in, TrainingState state, Operand<TInt32> begin, int size) {
      Ops tf = Ops.create(graph);
      Operand<TInt32> rows =
          tf.slice(
              integer(in.get(types.size())),
              tf.expandDims(begin, tf.constant(0)),
              tf.constant(new int[] {size}));
      return step.next(graph, state, step.batch(rowsOf.of(tf, in, rows, types)));
    }
  }

  static Operand<TInt32> integer(Operand<?> operand) {
    return operand.asOutput().expect(TInt32.class);
  }
}
