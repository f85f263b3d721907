package io.atelier.engine.optimizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * An optimizer that moves each weight by itself:
 *
 * <pre>{@code
 * public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
 *   return (weight, gradient, slots) ->
 *       new Moved(tf.math.sub(weight, tf.math.mul(rate, gradient)), slots);
 * }
 * }</pre>
 */
public interface PerWeight extends Optimizer {
  /**
   * {@return the rule for one training step; what all weights share is computed here, once for each
   * of their rates}
   *
   * @param iteration 0-based number of the step, over all epochs
   * @param rate the learning rate of this step
   */
  Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate);

  @Override
  default List<Moved> step(Ops tf, Operand<TInt64> iteration, List<Moving> weights) {
    Map<Operand<TFloat32>, Rule> rules = new HashMap<>();
    return weights.stream()
        .map(
            weight ->
                rules
                    .computeIfAbsent(weight.rate(), rate -> at(tf, iteration, rate))
                    .move(weight.value(), weight.gradient(), weight.slots()))
        .toList();
  }

  /** Moves one weight in one step. */
  @FunctionalInterface
  interface Rule {
    /**
     * {@return the weight and its slots after the step}
     *
     * @param slots in the order of {@link Optimizer#slots}
     */
    Moved move(Operand<TFloat32> weight, Operand<TFloat32> gradient, List<Operand<TFloat32>> slots);
  }
}
