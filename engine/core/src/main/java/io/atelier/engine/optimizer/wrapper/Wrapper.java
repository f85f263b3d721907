package io.atelier.engine.optimizer.wrapper;

import io.atelier.engine.optimizer.LearningRate;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.WeightGroup;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/** An optimizer around another, which it changes. */
public interface Wrapper extends Optimizer {
  /** {@return the other} */
  Optimizer optimizer();

  @Override
  default LearningRate learningRate() {
    return optimizer().learningRate();
  }

  @Override
  default List<Slot> slots(Shape weight) {
    return optimizer().slots(weight);
  }

  @Override
  default List<WeightGroup> groups() {
    return optimizer().groups();
  }

  @Override
  default Operand<TInt64> updates(Ops tf, Operand<TInt64> iteration) {
    return optimizer().updates(tf, iteration);
  }

  @Override
  default Optional<String> average() {
    return optimizer().average();
  }

  /** {@return whether it, or one inside it, is one of some kinds} */
  static boolean contains(Optimizer optimizer, Class<?>... kinds) {
    return Arrays.stream(kinds).anyMatch(kind -> kind.isInstance(optimizer))
        || (optimizer instanceof Wrapper wrapper && contains(wrapper.optimizer(), kinds));
  }

  /**
   * Requires an optimizer that leaves to the one around it what Keras does before: it gathers
   * gradients first and averages weights last.
   *
   * @param who is around it
   * @param others what it may not contain either
   * @throws IllegalArgumentException if it contains such a one
   */
  static void requireInner(String who, Optimizer optimizer, Class<?>... others) {
    if (contains(optimizer, GradientAccumulation.class, MovingAverage.class)) {
      throw new IllegalArgumentException(
          "%s needs an optimizer that neither accumulates nor averages, got %s; put these around it"
              .formatted(who, optimizer));
    }
    if (contains(optimizer, others)) {
      throw new IllegalArgumentException(
          "%s needs an optimizer that does not do the like in another way, got %s; leave one of them out"
              .formatted(who, optimizer));
    }
  }
}
