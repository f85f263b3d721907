package io.atelier.engine.runtime;

import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Reduction;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** One step of training as a pure function of the state and a batch. */
final class TrainingStep {
  private final Blueprint blueprint;
  private final Training training;
  private final Strategy strategy;

  TrainingStep(Blueprint blueprint, Training training, Strategy strategy) {
    this.blueprint = blueprint;
    this.training = training;
    this.strategy = strategy;
  }

  /**
   * {@return the state after a step}
   *
   * @param inputs {@code [batch, ...]} of known size
   * @param targets {@code [batch, ...]}
   */
  TrainingState next(
      Graph graph,
      TrainingState state,
      Operand<? extends TNumber> inputs,
      Operand<? extends TNumber> targets) {
    Ops tf = Ops.create(graph);
    Prediction prediction =
        Network.build(tf, blueprint.model(), inputs, new TrainingBuild(tf, state));
    Operand<TFloat32> loss =
        Reduction.SUM_OVER_BATCH_SIZE.of(tf, training.loss().perExample(tf, prediction, targets));
    TrainingState moved = moved(tf, graph, state, loss);
    Operand<TFloat32> batch = tf.constant((float) inputs.shape().get(0));
    List<Operand<TFloat32>> sums = new ArrayList<>();
    Iterator<Operand<TFloat32>> before = state.sums().iterator();
    for (Operand<TFloat32> mean : means(tf, loss, prediction, targets)) {
      sums.add(tf.math.add(before.next(), tf.math.mul(mean, batch)));
    }
    return new TrainingState(moved.iteration(), moved.weights(), moved.slots(), sums);
  }

  private List<Operand<TFloat32>> means(
      Ops tf, Operand<TFloat32> loss, Prediction prediction, Operand<? extends TNumber> targets) {
    List<Operand<TFloat32>> means = new ArrayList<>(List.of(loss));
    for (Metric metric : training.metrics()) {
      means.add(Reduction.SUM_OVER_BATCH_SIZE.of(tf, metric.perExample(tf, prediction, targets)));
    }
    return means;
  }

  private TrainingState moved(Ops tf, Graph graph, TrainingState state, Operand<TFloat32> loss) {
    Optimizer optimizer = training.optimizer();
    Optimizer.Rule rule =
        optimizer.at(tf, state.iteration(), optimizer.learningRate().at(tf, state.iteration()));
    Iterator<Operand<TFloat32>> gradients =
        optimizer.prepare(tf, gradients(graph, state, loss)).iterator();
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
      Optimizer.Moved moved = rule.move(weight, gradients.next(), own);
      weights.add(moved.weight());
      slots.addAll(moved.slots());
    }
    return new TrainingState(
        tf.math.add(state.iteration(), tf.constant(1L)), weights, slots, state.sums());
  }

  private List<Operand<TFloat32>> gradients(
      Graph graph, TrainingState state, Operand<TFloat32> loss) {
    List<Output<?>> trainable = new ArrayList<>();
    for (int i = 0; i < blueprint.weights().size(); i++) {
      if (blueprint.weights().get(i).trainable()) {
        trainable.add(state.weights().get(i).asOutput());
      }
    }
    if (trainable.isEmpty()) {
      return List.of();
    }
    Output<?>[] gradients =
        graph.addGradients(loss.asOutput(), trainable.toArray(Output<?>[]::new));
    return TrainingState.floats(Stream.of(gradients).toList());
  }

  private final class TrainingBuild implements Build {
    private final Iterator<Operand<TFloat32>> weights;
    private final RandomMask mask;
    private final Lowering lowering = strategy.lowering();

    TrainingBuild(Ops tf, TrainingState state) {
      this.weights = state.weights().iterator();
      this.mask = new RandomMask(tf, training.seed(), state.iteration());
    }

    @Override
    public boolean training() {
      return true;
    }

    @Override
    public Lowering lowering() {
      return lowering;
    }

    @Override
    public Operand<TFloat32> weight(WeightSpec spec) {
      return weights.next();
    }

    @Override
    public Operand<TBool> keep(Operand<TFloat32> like, double rate) {
      return mask.keep(like, rate);
    }
  }
}
