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

  /** {@return the same with its means and gradients changed; sums are only added to others'} */
  BatchResult map(UnaryOperator<Operand<TFloat32>> change) {
    return new BatchResult(
        means.stream().map(part -> Quantity.isMean(part) ? change.apply(part) : part).toList(),
        gradients.stream().map(change).toList(),
        states);
  }

  /**
   * {@return the sum of results, part by part; of states, their mean: one that is the same
   * everywhere stays the same to the bit}
   *
   * @param shares of each result in the mean
   */
  static BatchResult sum(Ops tf, List<BatchResult> results, List<Operand<TFloat32>> shares) {
    BatchResult first = results.get(0);
    List<Operand<TFloat32>> sums = new ArrayList<>();
    int states = first.means().size() + first.gradients().size();
    for (int part = 0; part < first.flat().size(); part++) {
      List<Operand<TFloat32>> terms = new ArrayList<>();
      for (BatchResult result : results) {
        terms.add(result.flat().get(part));
      }
      sums.add(part < states ? tf.math.addN(terms) : mean(tf, terms, shares));
    }
    return first.like(sums);
  }

  /** {@code s0 + share1 * (s1 - s0) + share2 * (s2 - s0) ...} */
  private static Operand<TFloat32> mean(
      Ops tf, List<Operand<TFloat32>> states, List<Operand<TFloat32>> shares) {
    Operand<TFloat32> mean = states.get(0);
    for (int i = 1; i < states.size(); i++) {
      Operand<TFloat32> apart = tf.math.sub(states.get(i), states.get(0));
      mean = tf.math.add(mean, tf.math.mul(apart, shares.get(i)));
    }
    return mean;
  }
}
