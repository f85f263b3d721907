package io.atelier.engine.optimizer;

import io.atelier.engine.Keras;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A rule by which gradients move weights. */
@Keras(
    module = "keras.optimizers",
    fixed = {
      "weight_decay: null | 0",
      "clipnorm: null",
      "global_clipnorm: null",
      "clipvalue: null",
      "use_ema: false",
      "loss_scale_factor: null",
      "gradient_accumulation_steps: null"
    },
    formerly = "decay: 0",
    ignored = {
      "name",
      "ema_momentum: 0.99",
      "ema_overwrite_frequency: null",
      "jit_compile",
      "is_legacy_optimizer"
    })
public interface Optimizer {
  /** {@return the schedule of the learning rate} */
  LearningRate learningRate();

  /** {@return the names of what the rule keeps for every weight: the weight's shape, first zero} */
  List<String> slots();

  /**
   * {@return the rule for one training step; what all weights share is computed here, once}
   *
   * @param iteration 0-based number of the step, over all epochs
   * @param rate the learning rate of this step
   */
  Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate);

  /**
   * {@return what {@link #at} will be given, from the gradients of all weights: a place to clip}
   */
  default List<Operand<TFloat32>> prepare(Ops tf, List<Operand<TFloat32>> gradients) {
    return gradients;
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

  /**
   * A weight and its slots after a step.
   *
   * @param weight the new weight
   * @param slots the new slots, in the order of {@link Optimizer#slots}
   */
  record Moved(Operand<TFloat32> weight, List<Operand<TFloat32>> slots) {}
}
