package io.atelier.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * All that a training step reads and writes.
 *
 * @param iteration 0-based number of the next step, over all epochs
 * @param weights in the blueprint's order
 * @param slots the optimizer's, for each trainable weight in turn
 * @param sums of the epoch so far: the loss and each metric, each step's mean times its batch size
 */
record TrainingState(
    Operand<TInt64> iteration,
    List<Operand<TFloat32>> weights,
    List<Operand<TFloat32>> slots,
    List<Operand<TFloat32>> sums) {

  /** {@return the parts one after another} */
  List<Operand<?>> flat() {
    List<Operand<?>> all = new ArrayList<>();
    all.add(iteration);
    all.addAll(weights);
    all.addAll(slots);
    all.addAll(sums);
    return all;
  }

  /** {@return the state whose parts are {@code flat}, as many of each as this one has} */
  TrainingState like(List<? extends Operand<?>> flat) {
    int afterWeights = 1 + weights.size();
    int afterSlots = afterWeights + slots.size();
    return new TrainingState(
        flat.get(0).asOutput().expect(TInt64.class),
        floats(flat.subList(1, afterWeights)),
        floats(flat.subList(afterWeights, afterSlots)),
        floats(flat.subList(afterSlots, afterSlots + sums.size())));
  }

  static List<Operand<TFloat32>> floats(List<? extends Operand<?>> operands) {
    return operands.stream()
        .<Operand<TFloat32>>map(operand -> operand.asOutput().expect(TFloat32.class))
        .toList();
  }
}
