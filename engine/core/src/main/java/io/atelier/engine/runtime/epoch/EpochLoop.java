package io.atelier.engine.runtime.epoch;

import io.atelier.engine.runtime.plan.RowGathering;
import io.atelier.engine.runtime.step.TrainingState;
import io.atelier.engine.runtime.tensorflow.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * A function that trains on several batches in a loop.
 *
 * <p>On a GPU every number that a turn of the loop changes is a kernel of its own, and an MLP's
 * step has only some twenty. So the loop carries the sums of an epoch as one vector, and the step
 * number as its distance from the batch's.
 *
 * <p>Where XLA does not know how many turns a loop takes, it asks the GPU after each and waits. So
 * the loop can be cut into blocks: an inner loop of a known number of turns.
 *
 * @param columns inputs of the model, and targets
 * @param like a state with as many parts as the one that is trained
 * @param block batches a block; 1 for none
 * @param batch the state after the batch at a position, made of position, data and state before
 */
record EpochLoop(
    int columns,
    TrainingState like,
    RowGathering rows,
    int block,
    BiFunction<Graph, Turn, TrainingState> batch) {
  /** Loop values in front of the state: position, the one to stop before, and the data. */
  private static final int DATA_FROM = 2;

  /**
   * What a turn works on.
   *
   * @param position of the batch in the window
   * @param data columns and their order
   * @param state before the batch
   */
  record Turn(Operand<TInt32> position, List<Operand<?>> data, TrainingState state) {}

  /**
   * {@return the function: the state after the batches {@code [from, to)}}
   *
   * @param arguments from, to, columns, order, state
   */
  ConcreteFunction of(List<Operand<?>> arguments) {
    return Functions.define(
        "epoch_full_batches",
        arguments,
        (graph, in) -> {
          Ops tf = Ops.create(graph);
          TrainingState state = like.like(in.subList(stateFrom(), in.size()));
          Operand<TInt32> from = TrainingFunctions.integer(in.get(0));
          List<Operand<?>> carried =
              Functions.join(in.subList(0, stateFrom()), packed(tf, state, from));
          List<Operand<?>> after = looped(tf, carried);
          Operand<TInt32> end = TrainingFunctions.integer(after.get(0));
          return unpacked(tf, after.subList(stateFrom(), after.size()), end).flat();
        });
  }

  /** Behind the data, which end in the order. */
  private int stateFrom() {
    return DATA_FROM + columns + 1;
  }

  private List<Operand<?>> looped(Ops tf, List<Operand<?>> carried) {
    try (ConcreteFunction more =
            Functions.define(
                "more_batches",
                carried,
                (graph, in) -> List.of(less(Ops.create(graph), in.get(0), in.get(1))));
        ConcreteFunction body = block > 1 ? block(carried) : one(carried)) {
      return new ArrayList<>(rows.loop(tf, carried, more, body));
    }
  }

  private ConcreteFunction one(List<Operand<?>> carried) {
    return Functions.define(
        "train_on_batch",
        carried,
        (graph, in) -> {
          Ops tf = Ops.create(graph);
          Operand<TInt32> position = TrainingFunctions.integer(in.get(0));
          return Functions.join(
              List.of(tf.math.add(position, tf.constant(1))),
              in.subList(1, stateFrom()),
              trained(graph, in, position));
        });
  }

  /** Counts its turns from 0 to a constant, from which XLA knows how many there are. */
  private ConcreteFunction block(List<Operand<?>> carried) {
    return Functions.define(
        "train_on_block",
        carried,
        (graph, in) -> {
          Ops tf = Ops.create(graph);
          List<Operand<?>> counted = Functions.join(in, List.of(tf.constant(0)));
          int turn = in.size();
          try (ConcreteFunction more =
                  Functions.define(
                      "more_of_block",
                      counted,
                      (g, values) ->
                          List.of(
                              less(
                                  Ops.create(g),
                                  values.get(turn),
                                  Ops.create(g).constant(block))));
              ConcreteFunction one =
                  Functions.define(
                      "train_in_block",
                      counted,
                      (g, values) -> {
                        Ops ops = Ops.create(g);
                        Operand<TInt32> done = TrainingFunctions.integer(values.get(turn));
                        Operand<TInt32> position =
                            ops.math.add(TrainingFunctions.integer(values.get(0)), done);
                        return Functions.join(
                            values.subList(0, stateFrom()),
                            trained(g, values.subList(0, turn), position),
                            List.of(ops.math.add(done, ops.constant(1))));
                      })) {
            List<Output<?>> after = rows.loop(tf, counted, more, one);
            Operand<TInt32> position = TrainingFunctions.integer(in.get(0));
            return Functions.join(
                List.of(tf.math.add(position, tf.constant(block))), after.subList(1, turn));
          }
        });
  }

  private List<Operand<?>> trained(Graph graph, List<Operand<?>> values, Operand<TInt32> position) {
    Ops tf = Ops.create(graph);
    TrainingState state = unpacked(tf, values.subList(stateFrom(), values.size()), position);
    Turn turn = new Turn(position, values.subList(DATA_FROM, stateFrom()), state);
    Operand<TInt32> next = tf.math.add(position, tf.constant(1));
    return packed(tf, batch.apply(graph, turn), next);
  }

  private static Operand<?> less(Ops tf, Operand<?> one, Operand<?> other) {
    return tf.math.less(TrainingFunctions.integer(one), TrainingFunctions.integer(other));
  }

  /** With a loss scale the step number does not move with every batch, and is carried itself. */
  private boolean distance() {
    return like.lossScale().isEmpty();
  }

  private List<Operand<?>> packed(Ops tf, TrainingState state, Operand<TInt32> position) {
    Operand<TInt64> iteration =
        distance()
            ? tf.math.sub(state.iteration(), tf.dtypes.cast(position, TInt64.class))
            : state.iteration();
    return state.withIteration(iteration).withSums(List.of(joined(tf, state.sums()))).flat();
  }

  private boolean scalars() {
    return like.sums().stream().allMatch(sum -> sum.shape().numDimensions() == 0);
  }

  private Operand<TFloat32> joined(Ops tf, List<Operand<TFloat32>> sums) {
    return scalars()
        ? tf.stack(sums)
        : tf.concat(
            sums.stream().<Operand<TFloat32>>map(sum -> tf.reshape(sum, tf.array(-1))).toList(),
            tf.constant(0));
  }

  private List<? extends Operand<TFloat32>> split(Ops tf, Operand<TFloat32> vector) {
    if (scalars()) {
      return tf.unstack(vector, (long) like.sums().size()).output();
    }
    List<Operand<TFloat32>> sums = new ArrayList<>();
    int from = 0;
    for (Operand<TFloat32> each : like.sums()) {
      int size = (int) each.shape().size();
      Operand<TFloat32> part = tf.slice(vector, tf.array(from), tf.array(size));
      sums.add(tf.reshape(part, tf.constant(each.shape())));
      from += size;
    }
    return sums;
  }

  private TrainingState unpacked(
      Ops tf, List<? extends Operand<?>> packed, Operand<TInt32> position) {
    Operand<TFloat32> vector = packed.get(packed.size() - 1).asOutput().expect(TFloat32.class);
    List<Operand<?>> flat = new ArrayList<>(packed.subList(0, packed.size() - 1));
    flat.addAll(split(tf, vector));
    TrainingState state = like.like(flat);
    return distance()
        ? state.withIteration(
            tf.math.add(state.iteration(), tf.dtypes.cast(position, TInt64.class)))
        : state;
  }
}
