package io.atelier.engine.runtime.step;

import io.atelier.engine.constraint.Constraint;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Optimizer.Moved;
import io.atelier.engine.optimizer.Optimizer.Moving;
import io.atelier.engine.optimizer.WeightGroup;
import io.atelier.engine.runtime.build.WeightSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Weights and slots after an optimizer's step.
 *
 * @param weights all, in the blueprint's order
 * @param slots for each trainable weight in turn
 */
record Moves(List<Operand<TFloat32>> weights, List<Operand<TFloat32>> slots) {

  /**
   * {@return the weights moved, where they are trainable}
   *
   * @param gradients by these
   * @param rate of the step
   */
  static Moves of(
      Ops tf,
      List<WeightSpec> specs,
      Optimizer optimizer,
      TrainingState state,
      List<Operand<TFloat32>> gradients,
      Operand<TFloat32> rate) {
    Iterator<Operand<TFloat32>> gradient = gradients.iterator();
    Map<Double, Operand<TFloat32>> rates = new HashMap<>(Map.of(1.0, rate));
    List<Moving> before = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < specs.size(); i++) {
      WeightSpec spec = specs.get(i);
      if (spec.trainable()) {
        WeightGroup group = WeightGroup.of(spec.name(), optimizer.groups());
        int to = from + optimizer.slots(spec.shape()).size();
        before.add(
            new Moving(
                spec.name(),
                state.weights().get(i),
                gradient.next(),
                state.slots().subList(from, to),
                rates.computeIfAbsent(
                    group.rateFactor(),
                    factor -> tf.math.mul(rate, tf.constant(factor.floatValue()))),
                group.decay()));
        from = to;
      }
    }
    Iterator<Moved> after = optimizer.step(tf, state.iteration(), before).iterator();
    List<Operand<TFloat32>> weights = new ArrayList<>();
    List<Operand<TFloat32>> slots = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      if (specs.get(i).trainable()) {
        Moved moved = after.next();
        Optional<Constraint> constraint = specs.get(i).weight().constraint();
        weights.add(
            constraint.isPresent() ? constraint.get().of(tf, moved.weight()) : moved.weight());
        slots.addAll(moved.slots());
      } else {
        weights.add(state.weights().get(i));
      }
    }
    return new Moves(weights, slots);
  }
}
