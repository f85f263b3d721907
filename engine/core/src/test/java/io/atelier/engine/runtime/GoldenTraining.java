package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.engine.Rounding;
import io.atelier.engine.initializer.Identity;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Model;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.RmsProp;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Trainer;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Cases of whole models: fit, evaluate, predict. */
final class GoldenTraining {
  private GoldenTraining() {}

  static void fit(Golden golden) {
    Examples examples = examples(golden);
    try (Program program =
        compile(golden, GoldenSpecs.layers(golden.config().required("layers")), examples)) {
      History history =
          new Trainer(golden.config().required("epochs").asInt(), List.of()).fit(program);
      if (golden.expects("final_kernel")) {
        golden.check("final_kernel", program.weights().get("dense/kernel"));
      }
      if (golden.expects("history")) {
        JsonNode expected = golden.expected("history");
        expected
            .fieldNames()
            .forEachRemaining(
                name -> golden.check(name, expected.required(name), trained(history, name)));
      }
    }
  }

  static void flags(Golden golden) {
    assertThat(golden.config().required("layer").asText())
        .startsWith("returns ones when training else zeros");
    Examples examples = examples(golden);
    try (Program program = compile(golden, List.of(new Flag()), examples)) {
      History history = new Trainer(1, List.of()).fit(program);
      golden.check("fit_loss", trained(history, "loss"));
      golden.check("evaluate_loss", program.evaluate(examples).loss());
      golden.check("predict", program.outputs(examples.inputs()));
    }
  }

  static void evaluate(Golden golden) {
    List<Layer> layers = GoldenSpecs.layers(golden.config().required("layers"));
    Examples examples = examples(golden);
    try (Program program = compile(golden, layers, examples)) {
      golden.check("loss", program.evaluate(examples).loss());
    }
  }

  static void predict(Golden golden) {
    FloatValues inputs = GoldenTensor.floats(golden.input("x"));
    Model model =
        new Model(
            "golden",
            Input.floats(GoldenTensor.exampleShape(inputs)),
            GoldenSpecs.layers(golden.config().required("layers")));
    Training training =
        Training.of(new RmsProp(0.001), golden.config().required("batch_size").asInt());
    try (Program program =
        Program.compile(
            model,
            training,
            Optional.empty(),
            Optional.empty(),
            TestDevice.execution(Execution.Compilation.AUTO))) {
      golden.check("y", program.outputs(inputs));
    }
  }

  /**
   * The golden's own logits, whose loss is not 0, and ten times as large ones with the target at
   * the far end, whose loss is 100: from the probabilities, clipped at 1e-7, it would be 16.
   */
  static void lossBehindSoftmax(Golden golden) {
    assertThat(golden.expected("rule").asText()).startsWith("loss computed from the logits");
    float[] logits = GoldenTensor.floats(golden.input("logits")).values();
    assertThat(logits).containsExactly(-5, 0, 5);
    assertThat(golden.input("y_true").toString()).isEqualTo("[2]");
    assertLossBehindSoftmax(golden, logits, 2, Math.log1p(Math.exp(-10) + Math.exp(-5)));
    assertLossBehindSoftmax(golden, new float[] {-50, 0, 50}, 0, 100);
  }

  private static void assertLossBehindSoftmax(
      Golden golden, float[] logits, int target, double wanted) {
    JsonNode config = golden.config();
    ObjectNode settings = config.deepCopy();
    settings.remove("loss");
    Layer softmax =
        new Dense(3, Activation.SOFTMAX).withKernelInitializer(new Identity(1)).withoutBias();
    Training training =
        new Training(
            new RmsProp(0.001),
            GoldenSpecs.loss(config.required("loss").asText(), settings),
            List.of(),
            1,
            0,
            false);
    Examples examples =
        new Examples(FloatValues.of(logits, 1, 3), IntValues.of(new int[] {target}, 1));
    try (Program program =
        Program.compile(
            Model.of("golden", Input.floats(3), softmax),
            training,
            Optional.of(examples),
            Optional.empty(),
            TestDevice.execution(Execution.Compilation.AUTO))) {
      // The logarithm of a sum between 1 and 3, and the difference to the logit of the target.
      double roundings = Rounding.FLOAT32.of(4) * Math.max(1, wanted);
      assertThat(program.evaluate(examples).loss()).isCloseTo(wanted, within(roundings));
      History history = new Trainer(1, List.of()).fit(program);
      assertThat(history.last().training().loss()).isCloseTo(wanted, within(roundings));
    }
  }

  private static double[] trained(History history, String name) {
    return history.epochs().stream().mapToDouble(epoch -> epoch.training().metric(name)).toArray();
  }

  private static Examples examples(Golden golden) {
    Examples examples = new Examples(GoldenTensor.floats(golden.input("x")), targets(golden));
    return golden.hasInput("sample_weight")
        ? examples.weighed(GoldenTensor.floats(golden.input("sample_weight")))
        : examples;
  }

  /** Keras compares one target with all units; the engine wants one for each. */
  private static Values targets(Golden golden) {
    Values targets = GoldenTensor.of(golden.input("y"));
    int units = golden.config().path("layers").path(0).path("units").asInt(1);
    boolean single = golden.expects("final_kernel") && targets.count() == 1;
    return single
        ? FloatValues.of(new float[units], 1, units) // All are 0.
        : targets;
  }

  private static Program compile(Golden golden, List<Layer> layers, Examples examples) {
    JsonNode config = golden.config();
    // Without an optimizer in the configuration no weight may move: any will do.
    Optimizer optimizer =
        config.has("optimizer")
            ? GoldenOptimizers.optimizer(config.required("optimizer"))
            : new RmsProp(0.001);
    Training training =
        new Training(
                optimizer,
                GoldenSpecs.loss(config.required("loss").asText()),
                List.of(watched(config.path("metrics"))),
                config.path("batch_size").asInt(32),
                0,
                config.path("shuffle").asBoolean(true))
            .withWeightedMetrics(watched(config.path("weighted_metrics")));
    long[] shape = GoldenTensor.exampleShape(examples.inputs());
    return Program.compile(
        new Model("golden", Input.floats(shape), layers),
        training,
        Optional.of(examples),
        Optional.empty(),
        TestDevice.execution(Execution.Compilation.AUTO));
  }

  /** Losses that are watched, by their names; a name is told from another by a number behind it. */
  private static Metric[] watched(JsonNode names) {
    return names
        .valueStream()
        .map(JsonNode::asText)
        .map(name -> new LossMetric(name, GoldenSpecs.loss(name.replaceAll("_\\d+$", ""))))
        .toArray(Metric[]::new);
  }

  /** Ones in training, else zeros. */
  private record Flag() implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      return context.training() ? context.tf().onesLike(input) : context.tf().zerosLike(input);
    }
  }
}
