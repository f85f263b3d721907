package io.atelier.engine.runtime.step;

import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.plan.Plan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** One step of training as a pure function of the state and a batch. */
public final class TrainingStep {
  private final Blueprint blueprint;
  private final Training training;
  private final Plan plan;

  public TrainingStep(Blueprint blueprint, Training training, Plan plan) {
    this.blueprint = blueprint;
    this.training = training;
    this.plan = plan;
  }

  /** {@return a batch of columns: inputs, then targets, and then weights if there are some} */
  public Batch batch(List<Operand<? extends TNumber>> columns) {
    return Batch.of(blueprint, training, columns);
  }

  /** {@return the state after a step} */
  public TrainingState next(Graph graph, TrainingState state, Batch examples) {
    Ops tf = Ops.create(graph);
    Batch mixed =
        training
            .mixUp()
            .map(mixUp -> Mixing.of(tf, mixUp, training.seed(), state.iteration(), examples))
            .orElse(examples);
    BatchFunction batches = new BatchFunction(blueprint, training, plan);
    BatchResult result =
        plan.replicas().isEmpty()
            ? batches.of(graph, state, mixed, 0)
            : new Towers(batches, plan.replicas()).of(graph, state, mixed);
    Operand<TFloat32> batch = tf.constant((float) examples.size());
    List<Operand<TFloat32>> sums = new ArrayList<>();
    Iterator<Operand<TFloat32>> before = state.sums().iterator();
    for (Operand<TFloat32> part : result.means()) {
      Operand<TFloat32> more = Quantity.isMean(part) ? tf.math.mul(part, batch) : part;
      sums.add(tf.math.add(before.next(), more));
    }
    return moved(tf, state, result.gradients()).withSums(sums);
  }

  /** Moves all weights; with a loss scale, only if all gradients are finite. */
  private TrainingState moved(Ops tf, TrainingState state, List<Operand<TFloat32>> gradients) {
    Optional<LossScale> scale = state.lossScale();
    if (scale.isEmpty()) {
      return movedBy(tf, state, gradients);
    }
    List<Operand<TFloat32>> unscaled = scale.get().unscaled(tf, gradients);
    Operand<TBool> finite = LossScale.finite(tf, unscaled);
    return movedBy(tf, state, unscaled)
        .where(tf, finite, state)
        .withLossScale(scale.get().after(tf, finite));
  }

  private TrainingState movedBy(Ops tf, TrainingState state, List<Operand<TFloat32>> gradients) {
    Optimizer optimizer = training.optimizer();
    Optimizer.Rule rule =
        optimizer.at(tf, state.iteration(), optimizer.learningRate().at(tf, state.iteration()));
    Iterator<Operand<TFloat32>> prepared = optimizer.prepare(tf, gradients).iterator();
    int slotCount = optimizer.slots().size();
    List<Operand<TFloat32>> weights = new ArrayList<>();
    List<Operand<TFloat32>> slots = new ArrayList<>();
    for (int i = 0; i < blueprint.weights().size(); i++) {
      Operand<TFloat32> weight = state.weights().get(i);
      if (!blueprint.weights().get(i).trainable()) {
        weights.add(weight);
        continue;
      }
      List<Operand<TFloat32>> own = state.slots().subList(slots.size(), slots.size() + slotCount);
      Optimizer.Moved moved = rule.move(weight, prepared.next(), own);
      weights.add(moved.weight());
      slots.addAll(moved.slots());
    }
    return new TrainingState(
        tf.math.add(state.iteration(), tf.constant(1L)),
        weights,
        slots,
        state.lossScale(),
        state.sums());
  }
}
