package io.atelier.engine.runtime.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.EpochOrder;
import io.atelier.data.Examples;
import io.atelier.engine.Rounding;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.AdamW;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.optimizer.wrapper.ClipByGlobalNorm;
import io.atelier.engine.optimizer.wrapper.GradientAccumulation;
import io.atelier.engine.optimizer.wrapper.MovingAverage;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.Execution.Precision;
import io.atelier.engine.runtime.Sessions;
import io.atelier.engine.runtime.Sets;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.build.KerasSeeds;
import io.atelier.engine.runtime.device.Devices;
import io.atelier.engine.runtime.epoch.TrainingFunctions;
import io.atelier.engine.runtime.plan.Plan;
import io.atelier.engine.runtime.plan.Windowing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Several devices must give what one gives; here they are made up on the CPU. */
@Tag("numeric")
class TowersTest {
  /** 2 epochs of 26 steps; a gradient of a kernel is a sum over 36 places of 33 images. */
  private static final double RELATIVE = Rounding.FLOAT32.ofTraining(2 * 26, 36 * 33);

  private static final Model MLP =
      Model.of(
          "mlp",
          Input.bytes(8, 8, 1),
          new Rescaling(1, 255),
          new Flatten(),
          new Dropout(0.2),
          new Dense(16, Activation.RELU),
          new Dropout(0.5),
          new Dense(Sets.CLASSES, Activation.SOFTMAX));

  private static final Model CNN =
      Model.of(
          "cnn",
          Input.bytes(8, 8, 1),
          new Rescaling(1, 255),
          new Conv2D(4, 3, Activation.RELU),
          new Dropout(0.25),
          new Conv2D(8, 3, Activation.RELU),
          new MaxPooling2D(2),
          new Flatten(),
          new Dropout(0.5),
          new Dense(Sets.CLASSES, Activation.SOFTMAX));

  private static final Optimizer SGD = new Sgd(new ConstantRate(0.05), 0.9, true);

  private static final Optimizer AROUND =
      new MovingAverage(
          0.9, new GradientAccumulation(2, new ClipByGlobalNorm(1, new AdamW(0.003, 0.01))));

  static Stream<Arguments> trainings() {
    return Stream.of(
        Arguments.of("MLP, SGD", MLP, SGD, 33, 2, 839),
        Arguments.of("MLP, Adam", MLP, new Adam(0.003), 33, 2, 839),
        Arguments.of("CNN, SGD", CNN, SGD, 33, 2, 839),
        Arguments.of("CNN, Adam", CNN, new Adam(0.003), 33, 2, 839),
        Arguments.of("MLP, all around AdamW", MLP, AROUND, 33, 2, 839),
        Arguments.of("three devices, one row left", MLP, SGD, 8, 3, 201));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trainings")
  void fiftyStepsHaveTheLossesAndMetricsOfOneDevice(
      String name, Model model, Optimizer optimizer, int batch, int devices, int examples) {
    List<Float> one = sums(model, optimizer, batch, 1, examples);
    List<Float> several = sums(model, optimizer, batch, devices, examples);

    assertThat(one).hasSizeGreaterThanOrEqualTo(2 * 50);
    for (int i = 0; i < one.size(); i++) {
      assertThat(several.get(i))
          .as("%s, step %d of %d", name, i / 2, one.size() / 2)
          .isCloseTo(one.get(i), Percentage.withPercentage(100 * RELATIVE));
    }
  }

  /** {@return loss and accuracy of every step of two epochs, times its batch size} */
  private static List<Float> sums(
      Model model, Optimizer optimizer, int batch, int devices, int examples) {
    List<Float> sums = new ArrayList<>();
    try (Steps steps = new Steps(model, Training.of(optimizer, batch), devices, examples)) {
      for (int epoch = 0; epoch < 2; epoch++) {
        for (int step = 0; step * batch < examples; step++) {
          sums.addAll(steps.step(epoch, step));
        }
      }
    }
    return sums;
  }

  @Test
  void eachDeviceMakesTheForwardAndBackwardPassOfItsShare() {
    try (Steps steps = new Steps(CNN, Training.of(SGD, 33), 2, 66)) {
      assertThat(steps.operations("CPU:0"))
          .contains("share/conv2d_1/Relu", "share/gradients/Conv2DBackpropFilter")
          .contains("share/gradients/Conv2DBackpropInput")
          .noneMatch(name -> name.startsWith("share_1/"));
      assertThat(steps.operations("CPU:1"))
          .contains("share_1/conv2d_1/Relu", "share_1/gradients/Conv2DBackpropFilter")
          .contains("share_1/gradients/Conv2DBackpropInput")
          .noneMatch(name -> name.startsWith("share/"));
    }
  }

  /** Training, a step at a time. */
  private static final class Steps implements AutoCloseable {
    private final Graph graph = new Graph();
    private final int batch;
    private final int examples;
    private final Session session;
    private final Variables variables;
    private final TrainingFunctions functions;
    private final List<Op> reset;

    Steps(Model model, Training training, int devices, int count) {
      Execution execution =
          new Execution(Device.CPU, 0, Compilation.INTERPRETED).withReplicas(devices);
      this.batch = training.batchSize();
      this.examples = count;
      this.session = new Session(graph, Devices.config("CPU", execution));
      Ops tf = Ops.create(graph);
      Blueprint blueprint = Blueprint.of(model);
      this.variables = Variables.of(tf, blueprint, training, Precision.FLOAT32);
      Examples images = Sets.images(count, 1);
      this.functions =
          TrainingFunctions.of(
              graph,
              blueprint,
              training,
              variables,
              List.of(
                  Sessions.resident(tf, session, "inputs", images.inputs()).value(),
                  Sessions.resident(tf, session, "targets", images.targets()).value()),
              new Windowing(count, batch, count),
              Plan.of(blueprint, "CPU", execution, false));
      this.reset = variables.resetSums(tf);
      Sessions.run(
          session.runner(),
          variables.initial(tf, blueprint, training.optimizer(), new KerasSeeds(0)));
    }

    /** {@return the sums of one step alone} */
    List<Float> step(int epoch, int step) {
      Sessions.run(session.runner(), reset);
      try (TInt32 order = TInt32.vectorOf(EpochOrder.of(0, epoch, examples))) {
        if ((step + 1) * batch <= examples) {
          functions.train(session, order, step, step + 1);
        } else {
          functions.trainOnRest(session, order);
        }
      }
      Session.Runner runner = session.runner();
      variables.sums().forEach(sum -> runner.fetch(sum.value()));
      try (Result result = runner.run()) {
        return List.of(
            ((TFloat32) result.get(0)).getFloat(), ((TFloat32) result.get(1)).getFloat());
      }
    }

    /** {@return the names of the operations that a step ran on a device} */
    Set<String> operations(String device) {
      Set<String> names = new TreeSet<>();
      Session.Runner runner =
          session
              .runner()
              .setOptions(
                  RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build());
      functions.fullBatches().forEach(runner::addTarget);
      try (TInt32 order = TInt32.vectorOf(EpochOrder.of(0, 0, examples));
          TInt32 first = TInt32.scalarOf(0);
          Result result =
              runner
                  .feed(functions.order(), order)
                  .feed(functions.from(), first)
                  .runAndFetchMetadata()) {
        for (DeviceStepStats stats :
            result.getMetadata().orElseThrow().getStepStats().getDevStatsList()) {
          if (stats.getDevice().endsWith(device)) {
            stats.getNodeStatsList().forEach(node -> names.add(node.getNodeName()));
          }
        }
      }
      return names;
    }

    @Override
    public void close() {
      session.close();
      graph.close();
    }
  }
}
