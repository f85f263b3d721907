package io.atelier.engine.runtime.step;

import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.build.AnswerSize;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.build.KerasSeeds;
import io.atelier.engine.runtime.device.DeviceMemory;
import io.atelier.engine.runtime.device.Devices;
import io.atelier.engine.runtime.device.Libdevice;
import io.atelier.engine.runtime.device.Tf32;
import io.atelier.engine.runtime.plan.Plan;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;

/**
 * A model's weights and optimizer slots on a device, which all parts of a program work on. It owns
 * the native memory.
 *
 * @param device where they are
 * @param memory of that device
 * @param settings of the session, and of others that the process opens on the same device
 * @param plan how training steps are executed, to begin with
 */
public record BuiltModel(
    Blueprint blueprint,
    Training training,
    Devices.Choice device,
    DeviceMemory memory,
    ConfigProto settings,
    Graph graph,
    Session session,
    Plan plan,
    Variables variables)
    implements AutoCloseable {

  /**
   * {@return the model, its variables without values until {@link #initialize}}
   *
   * @throws IllegalStateException if the wanted device is not there, or steps cannot be compiled
   *     for it
   */
  public static BuiltModel of(Blueprint blueprint, Training training, Execution execution) {
    Devices.Choice device = Devices.choose(execution);
    int answerSize = AnswerSize.of(blueprint, execution);
    DeviceMemory memory =
        new DeviceMemory(
            blueprint.model().name(), training.batchSize(), answerSize, device.name(), execution);
    ConfigProto settings = Devices.config(device.name(), execution);
    if (device.name().equals("GPU")) {
      Tf32.allow(execution.precision() == Execution.Precision.TF32);
    }
    Graph graph = new Graph();
    Session session = new Session(graph, settings);
    try {
      Ops tf = Ops.create(graph);
      boolean libdevice = Libdevice.readyOrSaid(device.name(), execution);
      Plan plan = Plan.of(blueprint, device.name(), execution, libdevice);
      Variables variables = Variables.of(tf, blueprint, training, plan.precision());
      return new BuiltModel(
          blueprint, training, device, memory, settings, graph, session, plan, variables);
    } catch (RuntimeException | Error e) {
      release(session, graph);
      throw e;
    }
  }

  /** Draws the weights as Keras does, and sets everything else to how training begins. */
  public void initialize() {
    Session.Runner runner = session.runner();
    KerasSeeds seeds = new KerasSeeds(training.seed());
    for (Op assign : variables.initial(Ops.create(graph), blueprint, training.optimizer(), seeds)) {
      runner.addTarget(assign);
    }
    runner.run().close();
  }

  @Override
  public void close() {
    release(session, graph);
  }

  private static void release(Session session, Graph graph) {
    session.close();
    graph.close();
  }
}
