package io.atelier.engine.optimizer;

import io.atelier.engine.Keras;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A rule by which gradients move weights. One that looks at each weight alone is a {@link
 * PerWeight}; what Keras can do around any of them, such as clipping, is a record of the package
 * {@code wrapper}.
 */
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

  /** {@return what is kept for a weight of a shape from step to step} */
  List<Slot> slots(Shape weight);

  /**
   * {@return all weights after a training step, in the order given}
   *
   * @param iteration 0-based number of the step, over all epochs
   */
  List<Moved> step(Ops tf, Operand<TInt64> iteration, List<Moving> weights);

  /** {@return the groups of weights that it treats in ways of their own} */
  default List<WeightGroup> groups() {
    return List.of();
  }

  /** {@return how often weights were moved before a step} That is fewer where gradients gather. */
  default Operand<TInt64> updates(Ops tf, Operand<TInt64> iteration) {
    return iteration;
  }

  /** {@return the slot whose values the weights get when training ends; empty for none} */
  default Optional<String> average() {
    return Optional.empty();
  }

  /**
   * What is kept for a weight.
   *
   * @param name beside it in checkpoints, {@code optimizer/name/dense/kernel}
   * @param shape of it
   * @param first each number of it before the first step
   */
  record Slot(String name, Shape shape, double first) {
    /** {@return slots of one shape that begin as zeros} */
    public static List<Slot> zeros(Shape shape, String... names) {
      return Arrays.stream(names).map(name -> new Slot(name, shape, 0)).toList();
    }
  }

  /**
   * A weight before a step.
   *
   * @param name of layer and weight, {@code dense/kernel}
   * @param gradient of the loss by it
   * @param slots in the order of {@link Optimizer#slots}
   * @param rate the learning rate of this step, times the factors of its {@link #groups}
   * @param decays whether it decays where the optimizer has weight decay
   */
  record Moving(
      String name,
      Operand<TFloat32> value,
      Operand<TFloat32> gradient,
      List<Operand<TFloat32>> slots,
      Operand<TFloat32> rate,
      boolean decays) {
    /** {@return the weight after {@code w = w - w * decay * rate}, if it decays} */
    public Moving decayed(Ops tf, double decay) {
      if (!decays) {
        return this;
      }
      Operand<TFloat32> lost = tf.math.mul(tf.math.mul(value, tf.constant((float) decay)), rate);
      return new Moving(name, tf.math.sub(value, lost), gradient, slots, rate, decays);
    }

    /** {@return the same weight with another gradient} */
    public Moving withGradient(Operand<TFloat32> other) {
      return new Moving(name, value, other, slots, rate, decays);
    }

    /** {@return the same weight without the first of its slots} */
    public Moving withoutFirstSlot() {
      return new Moving(name, value, gradient, slots.subList(1, slots.size()), rate, decays);
    }
  }

  /**
   * A weight and its slots after a step.
   *
   * @param weight the new weight
   * @param slots the new slots, in the order of {@link Optimizer#slots}
   */
  record Moved(Operand<TFloat32> weight, List<Operand<TFloat32>> slots) {
    /** {@return the same with one more slot before the others} */
    public Moved withFirstSlot(Operand<TFloat32> slot) {
      return new Moved(weight, Stream.concat(Stream.of(slot), slots.stream()).toList());
    }
  }
}
