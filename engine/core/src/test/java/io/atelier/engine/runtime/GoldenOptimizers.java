package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.FloatValues;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.optimizer.LearningRate;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.PerWeight;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Optimizer cases, run through {@link Program}: an example is a step's gradients, and the loss is
 * the weights' scalar product with them, whose gradient they are.
 */
final class GoldenOptimizers {
  private GoldenOptimizers() {}

  static void steps(Golden golden) throws IOException {
    Optimizer optimizer = optimizer(golden.config());
    Layer layer = given(golden);
    FloatValues gradients = flatRows(golden.input("grads"));
    String after = golden.hasInput("vars") ? "vars_after" : "var_after";
    for (int step = 0; step < gradients.count(); step++) {
      boolean last = step == gradients.count() - 1;
      Stepped state = Stepped.after(gradients.slice(0, step + 1), layer, optimizer);
      if (golden.expects(after)) {
        golden.check(after, golden.expected(after).get(step), state.weights());
      }
      if (golden.expects("var_final") && last) {
        golden.check("var_final", state.weights());
      }
      assertThat(state.iterations()).isEqualTo(step + 1);
      if (golden.expects("velocity_after")) {
        golden.check(
            "velocity_after", golden.expected("velocity_after").get(step), state.slot("momentum"));
      }
      if (golden.expects("ema_after")) {
        golden.check("ema_after", golden.expected("ema_after").get(step), state.slot("average"));
      }
      if (golden.expects("iterations_after")) {
        golden.check(
            "iterations_after",
            golden.expected("iterations_after").get(step),
            updates(optimizer, step + 1));
      }
      if (golden.expects("iterations") && last) {
        golden.check("iterations", state.iterations());
      }
    }
    if (golden.expects("beta_1_power")) {
      betaPowers(golden, (PerWeight) optimizer, gradients.count());
    }
  }

  /** A vector of weights, or several. */
  private static Layer given(Golden golden) {
    List<FloatValues> variables = new ArrayList<>();
    if (golden.hasInput("vars")) {
      golden.input("vars").forEach(variable -> variables.add(GoldenTensor.floats(variable)));
    } else {
      variables.add(GoldenTensor.floats(golden.input("var")));
    }
    return new Stepped.Product(variables).named("given");
  }

  /** How often an optimizer has moved the weights after some batches. */
  private static double updates(Optimizer optimizer, int batches) {
    return Computed.floats(
            tf ->
                tf.dtypes.cast(optimizer.updates(tf, tf.constant((long) batches)), TFloat32.class))
        .values()[0];
  }

  /** Moves weights of 0 by the gradients, at a rate of 1: what is left of them is the weights. */
  static void clip(Golden golden) throws IOException {
    ObjectNode config = golden.config().deepCopy();
    config.put("optimizer", "SGD").put("learning_rate", 1);
    List<FloatValues> zeros = new ArrayList<>();
    List<FloatValues> gradients = new ArrayList<>();
    (golden.hasInput("grads") ? golden.input("grads") : List.of(golden.input("grad")))
        .forEach(
            each -> {
              FloatValues gradient = GoldenTensor.floats(each);
              gradients.add(gradient);
              zeros.add(
                  FloatValues.of(
                      new float[gradient.values().length], GoldenTensor.sizes(gradient)));
            });
    double[] all =
        gradients.stream()
            .flatMapToDouble(each -> Arrays.stream(GoldenTensor.doubles(each.values())))
            .toArray();
    Stepped state =
        Stepped.after(
            FloatValues.of(GoldenTensor.floats(all), 1, all.length),
            new Stepped.Product(zeros).named("given"),
            optimizer(config));
    golden.check(
        golden.hasInput("grads") ? "grads" : "grad",
        Arrays.stream(state.weights()).map(moved -> -moved).toArray());
  }

  static void minimize(Golden golden) throws IOException {
    assertThat(golden.input("loss").asText()).startsWith("var**2/2 ");
    double start = golden.input("var").asDouble();
    Stepped state =
        Stepped.after(
            FloatValues.of(new float[1], 1, 1),
            new Stepped.HalfSquare(start).named("given"),
            optimizer(golden.config()));
    golden.check("var_after", state.weights());
  }

  /** The powers the graph computes are the two outputs of its Pow operations. */
  private static void betaPowers(Golden golden, PerWeight optimizer, int steps) {
    double[][] powers = new double[2][steps];
    for (int step = 0; step < steps; step++) {
      try (Graph graph = new Graph();
          Session session = new Session(graph, TestDevice.config())) {
        Ops tf = Ops.create(graph);
        optimizer.at(tf, tf.constant((long) step), tf.constant(1f));
        Session.Runner runner = session.runner();
        graph
            .operations()
            .forEachRemaining(
                operation -> {
                  if (operation.type().equals("Pow")) {
                    runner.fetch(operation.output(0));
                  }
                });
        try (Result result = runner.run()) {
          double one = ((TFloat32) result.get(0)).getFloat();
          double other = ((TFloat32) result.get(1)).getFloat();
          assertThat(result.size()).isEqualTo(2);
          powers[0][step] = Math.min(one, other);
          powers[1][step] = Math.max(one, other);
        }
      }
    }
    golden.check("beta_1_power", powers[0]);
    golden.check("beta_2_power", powers[1]);
  }

  static void schedule(Golden golden) {
    LearningRate schedule =
        KerasConfig.read(named(golden.config(), "schedule"), LearningRate.class);
    int[] steps = golden.input("steps").valueStream().mapToInt(JsonNode::asInt).toArray();
    golden.check(
        "lr",
        Arrays.stream(steps)
            .mapToDouble(
                step ->
                    Computed.floats(tf -> schedule.at(tf, tf.constant((long) step))).values()[0])
            .toArray());
  }

  /** Reads a config of Keras, which the goldens write without an envelope. */
  static Optimizer optimizer(JsonNode config) {
    ObjectNode named = named(config, "optimizer");
    JsonNode rate = named.path("config").path("learning_rate");
    if (rate.isObject()) {
      ((ObjectNode) named.get("config")).set("learning_rate", named(rate, "schedule"));
    }
    return KerasConfig.read(named, Optimizer.class);
  }

  private static ObjectNode named(JsonNode config, String kind) {
    ObjectNode own = config.deepCopy();
    JsonNode name = own.remove(kind);
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    named.set("class_name", name);
    named.set("config", own);
    return named;
  }

  private static FloatValues flatRows(JsonNode steps) {
    double[] all = GoldenTensor.numbers(steps);
    return FloatValues.of(GoldenTensor.floats(all), steps.size(), all.length / steps.size());
  }
}
