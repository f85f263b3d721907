package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.ClipByValue;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.LearningRate;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.RmsProp;
import io.atelier.engine.optimizer.Sgd;
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
    boolean several = golden.hasInput("vars");
    List<FloatValues> variables = new ArrayList<>();
    if (several) {
      golden.input("vars").forEach(variable -> variables.add(GoldenTensor.floats(variable)));
    } else {
      variables.add(GoldenTensor.floats(golden.input("var")));
    }
    FloatValues gradients = flatRows(golden.input("grads"));
    Optimizer optimizer = optimizer(golden.config());
    Layer layer = new Stepped.Product(variables).named("given");
    String after = several ? "vars_after" : "var_after";
    for (int step = 0; step < gradients.count(); step++) {
      Stepped state = Stepped.after(gradients.slice(0, step + 1), layer, optimizer);
      golden.check(after, golden.expected(after).get(step), state.weights());
      assertThat(state.iterations()).isEqualTo(step + 1);
      if (golden.expects("velocity_after")) {
        golden.check(
            "velocity_after", golden.expected("velocity_after").get(step), state.slot("momentum"));
      }
      if (golden.expects("iterations") && step == gradients.count() - 1) {
        golden.check("iterations", state.iterations());
      }
    }
    if (golden.expects("beta_1_power")) {
      betaPowers(golden, optimizer, gradients.count());
    }
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
  private static void betaPowers(Golden golden, Optimizer optimizer, int steps) {
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
    LearningRate schedule = rate(golden.config());
    int[] steps = golden.input("steps").valueStream().mapToInt(JsonNode::asInt).toArray();
    golden.check(
        "lr",
        Arrays.stream(steps)
            .mapToDouble(
                step ->
                    Computed.floats(tf -> schedule.at(tf, tf.constant((long) step))).values()[0])
            .toArray());
  }

  static Optimizer optimizer(JsonNode config) {
    Optimizer optimizer =
        switch (config.required("optimizer").asText()) {
          case "SGD" -> {
            GoldenSpecs.requireOnly(
                config, "optimizer", "learning_rate", "momentum", "nesterov", "clipvalue");
            yield new Sgd(
                rate(config.required("learning_rate")),
                config.required("momentum").asDouble(),
                config.required("nesterov").asBoolean());
          }
          case "Adam" -> {
            GoldenSpecs.requireOnly(
                config, "optimizer", "learning_rate", "beta_1", "beta_2", "epsilon", "amsgrad");
            assertThat(config.required("amsgrad").asBoolean()).isFalse();
            yield new Adam(
                rate(config.required("learning_rate")),
                config.required("beta_1").asDouble(),
                config.required("beta_2").asDouble(),
                config.required("epsilon").asDouble());
          }
          case "RMSprop" -> {
            GoldenSpecs.requireOnly(
                config,
                "optimizer",
                "learning_rate",
                "rho",
                "momentum",
                "epsilon",
                "centered",
                "clipvalue");
            assertThat(config.required("momentum").asDouble()).isZero();
            assertThat(config.required("centered").asBoolean()).isFalse();
            yield new RmsProp(
                rate(config.required("learning_rate")),
                config.required("rho").asDouble(),
                config.required("epsilon").asDouble());
          }
          default -> throw new IllegalArgumentException("unknown optimizer: " + config);
        };
    return config.has("clipvalue")
        ? new ClipByValue(config.required("clipvalue").asDouble(), optimizer)
        : optimizer;
  }

  private static LearningRate rate(JsonNode config) {
    if (config.isNumber()) {
      return new ConstantRate(config.asDouble());
    }
    assertThat(config.required("schedule").asText()).isEqualTo("InverseTimeDecay");
    return new InverseTimeDecay(
        config.required("initial_learning_rate").asDouble(),
        config.required("decay_steps").asDouble(),
        config.required("decay_rate").asDouble(),
        config.required("staircase").asBoolean());
  }

  private static FloatValues flatRows(JsonNode steps) {
    double[] all = GoldenTensor.numbers(steps);
    return FloatValues.of(GoldenTensor.floats(all), steps.size(), all.length / steps.size());
  }
}
