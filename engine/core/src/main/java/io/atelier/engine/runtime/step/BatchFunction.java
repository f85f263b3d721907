package io.atelier.engine.runtime.step;

import io.atelier.engine.loss.Prediction;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.build.Build;
import io.atelier.engine.runtime.build.Gradients;
import io.atelier.engine.runtime.build.Network;
import io.atelier.engine.runtime.build.RandomMask;
import io.atelier.engine.runtime.build.StepBuild;
import io.atelier.engine.runtime.build.WeightSpec;
import io.atelier.engine.runtime.build.WeightsByName;
import io.atelier.engine.runtime.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Forward and backward pass: what a batch says about the weights, as a pure function of both.
 *
 * @param plan whose lowering and precision count here; its devices do not
 */
record BatchFunction(Blueprint blueprint, Training training, Plan plan) {

  /**
   * {@return the result of a batch}
   *
   * @param firstRow place in the whole batch of the first row given here
   */
  BatchResult of(Graph graph, TrainingState state, Batch batch, int firstRow) {
    Ops tf = Ops.create(graph);
    RandomMask mask =
        new RandomMask(tf, training.seed(), state.iteration(), firstRow, batch.size());
    WeightsByName weights = new WeightsByName(blueprint.weights(), state.weights());
    Build build = new StepBuild(true, plan.lowering(), weights, mask);
    List<Prediction> predictions = Network.build(tf, blueprint.model(), batch.inputs(), build);
    RatedBatch rated = RatedBatch.of(tf, blueprint, training, predictions, batch, true);
    Operand<TFloat32> loss =
        Penalties.added(tf, rated.loss(), blueprint.weights(), state.weights());
    List<Operand<TFloat32>> gradients =
        gradients(
            graph, state, state.lossScale().map(scale -> scale.scaled(tf, loss)).orElse(loss));
    return new BatchResult(rated.all(loss), gradients, weights.states(blueprint.weights()));
  }

  /** {@return something of the shapes of a result} */
  BatchResult like(TrainingState state) {
    return new BatchResult(
        state.sums(), weights(state.weights(), true), weights(state.weights(), false));
  }

  private List<Operand<TFloat32>> gradients(
      Graph graph, TrainingState state, Operand<TFloat32> loss) {
    List<String> names =
        blueprint.weights().stream().filter(WeightSpec::trainable).map(WeightSpec::name).toList();
    return new Gradients(blueprint.model().name(), graph, loss)
        .by(names, weights(state.weights(), true));
  }

  /** {@return those of all weights that the optimizer moves, or those that it does not} */
  private List<Operand<TFloat32>> weights(List<Operand<TFloat32>> all, boolean trainable) {
    List<Operand<TFloat32>> chosen = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (blueprint.weights().get(i).trainable() == trainable) {
        chosen.add(all.get(i));
      }
    }
    return chosen;
  }
}
