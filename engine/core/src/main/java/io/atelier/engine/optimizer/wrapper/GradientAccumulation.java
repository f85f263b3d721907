package io.atelier.engine.optimizer.wrapper;

import io.atelier.data.Given;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Another optimizer that moves the weights with the mean gradient of several batches, after the
 * last of them (Keras: {@code gradient_accumulation_steps}).
 *
 * <p>The optimizer's own count of steps, such as Adam's, is that of its moves; the schedule of the
 * rate counts batches, as in Keras 3 ({@code optimizers/base_optimizer.py}). An epoch's end does
 * not end what is gathered. A smaller last batch counts like any other.
 *
 * @param steps batches for each move, at least 2
 * @param optimizer what moves the weights
 */
public record GradientAccumulation(
    @KerasKey(name = "gradient_accumulation_steps") int steps,
    @KerasKey(merged = true) Optimizer optimizer)
    implements Wrapper {
  /**
   * @throws IllegalArgumentException if {@code steps} is below 2, or the optimizer accumulates or
   *     averages
   */
  public GradientAccumulation {
    Given.required(optimizer, "GradientAccumulation", "an optimizer", "give one to gather for");
    if (steps < 2) {
      throw new IllegalArgumentException(
          "GradientAccumulation needs at least 2 steps, got %s; leave it out to move with every batch"
              .formatted(steps));
    }
    Wrapper.requireInner("GradientAccumulation", optimizer);
  }

  @Override
  public List<Slot> slots(Shape weight) {
    return Stream.concat(
            Slot.zeros(weight, "gradient_accumulator").stream(), optimizer.slots(weight).stream())
        .toList();
  }

  @Override
  public Operand<TInt64> updates(Ops tf, Operand<TInt64> iteration) {
    return tf.math.floorDiv(iteration, tf.constant((long) steps));
  }

  @Override
  public List<Moved> step(Ops tf, Operand<TInt64> iteration, List<Moving> weights) {
    Operand<TInt64> after = tf.math.add(iteration, tf.constant(1L));
    Operand<TBool> due =
        tf.math.equal(tf.math.floorMod(after, tf.constant((long) steps)), tf.constant(0L));
    Operand<TFloat32> count = tf.constant((float) steps);
    List<Operand<TFloat32>> sums = new ArrayList<>();
    List<Moving> averaged = new ArrayList<>();
    for (Moving weight : weights) {
      Operand<TFloat32> sum = tf.math.add(weight.gradient(), weight.slots().get(0));
      sums.add(sum);
      averaged.add(weight.withoutFirstSlot().withGradient(tf.math.div(sum, count)));
    }
    List<Moved> moved = optimizer.step(tf, updates(tf, iteration), averaged);
    List<Moved> chosen = new ArrayList<>();
    for (int i = 0; i < moved.size(); i++) {
      Operand<TFloat32> sum = sums.get(i);
      chosen.add(
          where(tf, due, moved.get(i), averaged.get(i))
              .withFirstSlot(tf.select(due, tf.zerosLike(sum), sum)));
    }
    return chosen;
  }

  private static Moved where(Ops tf, Operand<TBool> due, Moved moved, Moving before) {
    List<Operand<TFloat32>> slots = new ArrayList<>();
    for (int i = 0; i < moved.slots().size(); i++) {
      slots.add(tf.select(due, moved.slots().get(i), before.slots().get(i)));
    }
    return new Moved(tf.select(due, moved.weight(), before.value()), slots);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
