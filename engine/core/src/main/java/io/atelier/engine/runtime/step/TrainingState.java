package io.atelier.engine.runtime.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/**
 * All that a training step reads and writes.
 *
 * @param iteration 0-based number of the next step, over all epochs
 * @param rateScale what every learning rate is multiplied by
 * @param weights in the blueprint's order
 * @param slots the optimizer's, for each trainable weight in turn
 * @param lossScale where the precision needs one
 * @param sums of the epoch so far: the loss and each metric, each step's mean times its batch size;
 *     of a metric that is no mean, a vector of its sums
 */
public record TrainingState(
    Operand<TInt64> iteration,
    Operand<TFloat64> rateScale,
    List<Operand<TFloat32>> weights,
    List<Operand<TFloat32>> slots,
    Optional<LossScale> lossScale,
    List<Operand<TFloat32>> sums) {

  /** {@return the parts one after another} */
  public List<Operand<?>> flat() {
    List<Operand<?>> all = new ArrayList<>();
    all.add(iteration);
    all.add(rateScale);
    all.addAll(weights);
    all.addAll(slots);
    lossScale.ifPresent(scale -> all.addAll(List.of(scale.scale(), scale.goodSteps())));
    all.addAll(sums);
    return all;
  }

  /** {@return the state whose parts are {@code flat}, as many of each as this one has} */
  public TrainingState like(List<? extends Operand<?>> flat) {
    int afterWeights = 2 + weights.size();
    int afterSlots = afterWeights + slots.size();
    List<Operand<TFloat32>> rest = floats(flat.subList(afterSlots, flat.size()));
    int scaling = lossScale.isPresent() ? 2 : 0;
    return new TrainingState(
        flat.get(0).asOutput().expect(TInt64.class),
        flat.get(1).asOutput().expect(TFloat64.class),
        floats(flat.subList(2, afterWeights)),
        floats(flat.subList(afterWeights, afterSlots)),
        lossScale.map(scale -> new LossScale(rest.get(0), rest.get(1))),
        rest.subList(scaling, scaling + sums.size()));
  }

  /** {@return the same state with another step number} */
  public TrainingState withIteration(Operand<TInt64> other) {
    return new TrainingState(other, rateScale, weights, slots, lossScale, sums);
  }

  /** {@return the same state with other weights} */
  TrainingState withWeights(List<Operand<TFloat32>> others) {
    return new TrainingState(iteration, rateScale, others, slots, lossScale, sums);
  }

  /** {@return the same state with other sums} */
  public TrainingState withSums(List<Operand<TFloat32>> others) {
    return new TrainingState(iteration, rateScale, weights, slots, lossScale, others);
  }

  /** {@return the same state with another loss scale} */
  TrainingState withLossScale(LossScale other) {
    return new TrainingState(iteration, rateScale, weights, slots, Optional.of(other), sums);
  }

  /**
   * {@return this state with step number, weights and slots of another unless a condition holds}
   */
  TrainingState where(Ops tf, Operand<TBool> condition, TrainingState otherwise) {
    return new TrainingState(
        tf.select(condition, iteration, otherwise.iteration),
        rateScale,
        where(tf, condition, weights, otherwise.weights),
        where(tf, condition, slots, otherwise.slots),
        lossScale,
        sums);
  }

  private static List<Operand<TFloat32>> where(
      Ops tf,
      Operand<TBool> condition,
      List<Operand<TFloat32>> values,
      List<Operand<TFloat32>> otherwise) {
    List<Operand<TFloat32>> chosen = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      chosen.add(tf.select(condition, values.get(i), otherwise.get(i)));
    }
    return chosen;
  }

  public static List<Operand<TFloat32>> floats(List<? extends Operand<?>> operands) {
    return operands.stream()
        .<Operand<TFloat32>>map(operand -> operand.asOutput().expect(TFloat32.class))
        .toList();
  }
}
