package io.atelier.engine.runtime.step;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a batch says about the weights.
 *
 * @param means of the loss and each metric; of a metric that is no mean, its sums, a vector
 * @param gradients of the mean loss, times the loss scale if there is one, for each trainable
 *     weight
 * @param states what each weight that no optimizer moves is after the batch
 */
record BatchResult(
    List<Operand<TFloat32>> means,
    List<Operand<TFloat32>> gradients,
    List<Operand<TFloat32>> states) {

  /** {@return the parts one after another} */
  List<Operand<TFloat32>> flat() {
    List<Operand<TFloat32>> all = new ArrayList<>(means);
    all.addAll(gradients);
    all.addAll(states);
    return all;
  }

  /** {@return the result whose parts are {@code flat}, as many of each as this one has} */
  BatchResult like(List<Operand<TFloat32>> flat) {
    int afterMeans = means.size();
    int afterGradients = afterMeans + gradients.size();
    return new BatchResult(
        flat.subList(0, afterMeans),
        flat.subList(afterMeans, afterGradients),
        flat.subList(afterGradients, flat.size()));
  }

  /** {@return the same with every part changed but sums, to which others' are only added} */
  BatchResult map(UnaryOperator<Operand<TFloat32>> change) {
    return new BatchResult(
        means.stream().map(part -> Quantity.isMean(part) ? change.apply(part) : part).toList(),
        gradients.stream().map(change).toList(),
        states.stream().map(change).toList());
  }

  /** {@return the sum of results, part by part} */
  static BatchResult sum(Ops tf, List<BatchResult> results) {
    List<Operand<TFloat32>> sums = new ArrayList<>();
    for (int part = 0; part < results.get(0).flat().size(); part++) {
      List<Operand<TFloat32>> terms = new ArrayList<>();
      for (BatchResult result : results) {
        terms.add(result.flat().get(part));
      }
      sums.add(tf.math.addN(terms));
    }
    return results.get(0).like(sums);
  }
}
