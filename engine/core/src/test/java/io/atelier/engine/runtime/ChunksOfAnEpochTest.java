package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.EpochOrder;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.build.KerasSeeds;
import io.atelier.engine.runtime.device.Devices;
import io.atelier.engine.runtime.epoch.TrainingFunctions;
import io.atelier.engine.runtime.plan.Plan;
import io.atelier.engine.runtime.plan.RowGathering;
import io.atelier.engine.runtime.plan.StepStrategy;
import io.atelier.engine.runtime.plan.Windowing;
import io.atelier.engine.runtime.step.Variables;
import io.atelier.engine.runtime.tensorflow.Tensors;
import io.atelier.engine.runtime.tensorflow.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** How many steps a call of the graph makes is chosen by the clock, so it must not matter. */
class ChunksOfAnEpochTest {
  private static final int EXAMPLES = 83;

  @ParameterizedTest
  @EnumSource(
      value = StepStrategy.class,
      names = {"STEPS", "LOOP", "XLA"})
  void anEpochsWeightsAndSumsDoNotDependOnTheLengthOfItsChunks(StepStrategy strategy) {
    Model model = strategy.compiled() ? Sets.mlp() : Sets.cnn();
    List<FloatValues> whole = afterEpoch(model, Plan.of(strategy), 10);

    assertThat(afterEpoch(model, Plan.of(strategy), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)).isEqualTo(whole);
    assertThat(afterEpoch(model, Plan.of(strategy), 3, 5, 2)).isEqualTo(whole);
  }

  @Test
  void widenedRowsAreTheSameRows() {
    Plan direct = Plan.of(StepStrategy.LOOP);
    Plan widened =
        new Plan(direct.strategy(), direct.precision(), direct.replicas(), RowGathering.WIDENED);

    assertThat(afterEpoch(Sets.cnn(), widened, 10)).isEqualTo(afterEpoch(Sets.cnn(), direct, 10));
  }

  /** Compiled otherwise: products and sums may round their last bit in another way. */
  @Test
  void blocksOfStepsAreTheSameSteps() {
    List<FloatValues> blocks = afterEpoch(Sets.mlp(), Plan.of(StepStrategy.XLA_SLICES), 10);
    List<FloatValues> steps = afterEpoch(Sets.mlp(), Plan.of(StepStrategy.XLA), 10);

    assertThat(Plan.of(StepStrategy.XLA_SLICES).block(new Windowing(EXAMPLES, 8, EXAMPLES)))
        .isEqualTo(10);
    for (int i = 0; i < steps.size(); i++) {
      float most = 0;
      for (float value : steps.get(i).values()) {
        most = Math.max(most, Math.abs(value));
      }
      assertThat(blocks.get(i).values())
          .containsExactly(steps.get(i).values(), within(most * 10 * 0x1p-22f));
    }
  }

  /** {@return weights, slots and sums after an epoch in chunks of the given lengths} */
  private static List<FloatValues> afterEpoch(Model model, Plan plan, int... chunks) {
    Blueprint blueprint = Blueprint.of(model);
    Training training = Sets.training();
    Examples examples = Sets.images(EXAMPLES, 1);
    try (Graph graph = new Graph();
        Session session = new Session(graph, Devices.config("CPU", 0));
        TInt32 order = TInt32.vectorOf(EpochOrder.of(0, 0, EXAMPLES))) {
      Ops tf = Ops.create(graph);
      Variables variables = Variables.of(tf, blueprint, training, Execution.Precision.FLOAT32);
      Sessions.run(
          session.runner(),
          variables.initial(tf, blueprint, training.optimizer(), new KerasSeeds(0)));
      TrainingFunctions functions =
          TrainingFunctions.of(
              graph,
              blueprint,
              training,
              variables,
              List.of(
                  Sessions.resident(tf, session, "inputs", examples.inputs()).value(),
                  Sessions.resident(tf, session, "targets", examples.targets()).value()),
              new Windowing(EXAMPLES, training.batchSize(), EXAMPLES),
              plan);
      int done = 0;
      for (int chunk : chunks) {
        functions.train(session, order, done, done + chunk);
        done += chunk;
      }
      assertThat(done).isEqualTo(EXAMPLES / training.batchSize());
      functions.trainOnRest(session, order);
      return values(session, variables);
    }
  }

  private static List<FloatValues> values(Session session, Variables variables) {
    List<Variable<TFloat32>> floats = new ArrayList<>(variables.weights());
    floats.addAll(variables.slots());
    Session.Runner runner = session.runner();
    floats.forEach(variable -> runner.fetch(variable.value()));
    variables.sums().forEach(sum -> runner.fetch(sum.value()));
    try (Result result = runner.run()) {
      List<FloatValues> values =
          new ArrayList<>(
              IntStream.range(0, floats.size())
                  .mapToObj(i -> Tensors.floats((TFloat32) result.get(i)))
                  .toList());
      for (int i = floats.size(); i < result.size(); i++) {
        values.add(FloatValues.of(new float[] {((TFloat32) result.get(i)).getFloat()}, 1));
      }
      return values;
    }
  }
}
