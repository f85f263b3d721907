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
    return updated(moved(tf, state, result.gradients()), result.states()).withSums(sums);
  }

  /** {@return the state with what layers say of the weights that no optimizer moves} */
  private TrainingState updated(TrainingState state, List<Operand<TFloat32>> states) {
    Iterator<Operand<TFloat32>> next = states.iterator();
    List<Operand<TFloat32>> weights = new ArrayList<>();
    for (int i = 0; i < blueprint.weights().size(); i++) {
      boolean trainable = blueprint.weights().get(i).trainable();
      weights.add(trainable ? state.weights().get(i) : next.next());
    }
    return state.withWeights(weights);
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
    Operand<TFloat32> rate =
        RateScale.scaled(tf, optimizer.learningRate().at(tf, state.iteration()), state.rateScale());
    Moves moved = Moves.of(tf, blueprint.weights(), optimizer, state, gradients, rate);
    return new TrainingState(
        tf.math.add(state.iteration(), tf.constant(1L)),
        state.rateScale(),
        moved.weights(),
        moved.slots(),
        state.lossScale(),
        state.sums());
  }
}
