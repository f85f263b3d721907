package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.metric.FBetaScore;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.Mean;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.runtime.step.Quantity;
import io.atelier.engine.runtime.step.Rated;
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.types.TFloat32;

/** Cases of metrics, computed as an epoch computes them. */
final class GoldenMetrics {
  private GoldenMetrics() {}

  static void metric(Golden golden) {
    ObjectNode settings = golden.config().deepCopy();
    String name = settings.remove("metric").asText();
    if (golden.hasInput("values")) {
      assertThat(settings.isEmpty()).isTrue();
      reduced(golden, name);
      return;
    }
    boolean ofClasses = settings.has("average") && settings.get("average").isNull();
    if (ofClasses) {
      settings.put("average", "macro");
    }
    Metric metric = metric(name, settings);
    double[] sums = sums(golden, metric);
    if (ofClasses) {
      golden.check("result", ((FBetaScore) metric).ofClasses(sums));
    } else {
      golden.check("result", quantity(golden, metric).ofExamples(sums, 1));
    }
  }

  /** The weight of each example of a class; a class that is left out counts 1. */
  static void classWeights(Golden golden) {
    Map<Integer, Double> byClass = new HashMap<>();
    golden
        .config()
        .required("class_weight")
        .properties()
        .forEach(
            entry -> byClass.put(Integer.valueOf(entry.getKey()), entry.getValue().asDouble()));
    int[] labels = golden.input("y").valueStream().mapToInt(JsonNode::asInt).toArray();
    float[] table = ClassWeights.of(byClass).table(Arrays.stream(labels).max().orElseThrow() + 1);
    golden.check("sample_weight", Arrays.stream(labels).mapToDouble(i -> table[i]).toArray());
  }

  private static Metric metric(String name, ObjectNode settings) {
    if (name.equals("accuracy_equal")) {
      assertThat(settings.isEmpty()).isTrue();
      return new LossMetric(
          "equal",
          (tf, prediction, targets) ->
              tf.math.mean(
                  tf.dtypes.cast(
                      tf.math.equal(prediction.values(), prediction.shaped(tf, targets)),
                      TFloat32.class),
                  tf.constant(-1)));
    }
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.put("class_name", name.equals("fbeta") ? "FBetaScore" : name);
    spec.set("config", settings);
    return KerasConfig.read(spec, Metric.class);
  }

  private static Quantity quantity(Golden golden, Metric metric) {
    return Quantity.of(
        "watched",
        0,
        metric,
        golden.hasInput("sample_weight"),
        Tensors.shape(outputs(golden, "y_pred")));
  }

  /** What one batch gives. */
  private static double[] sums(Golden golden, Metric metric) {
    FloatValues predicted = outputs(golden, "y_pred");
    boolean each = GoldenTensor.numbers(golden.input("y_true")).length == predicted.values().length;
    Values targets =
        each && predicted.shape().size() == 2
            ? outputs(golden, "y_true")
            : GoldenTensor.of(golden.input("y_true"));
    return GoldenTensor.doubles(
        Computed.floats(
                tf ->
                    quantity(golden, metric)
                        .of(
                            Rated.of(
                                tf,
                                Prediction.of(Computed.constant(tf, predicted)),
                                Computed.constant(tf, targets),
                                golden.hasInput("sample_weight")
                                    ? Optional.of(
                                        tf.reshape(
                                            Computed.constant(
                                                tf,
                                                GoldenTensor.floats(golden.input("sample_weight"))),
                                            tf.array(-1)))
                                    : Optional.empty())))
            .values());
  }

  /** Numbers that are weighed one by one, or are no rows, are examples of one output each. */
  private static FloatValues outputs(Golden golden, String key) {
    FloatValues given = GoldenTensor.floats(golden.input(key));
    boolean each =
        golden.hasInput("sample_weight")
            && GoldenTensor.floats(golden.input("sample_weight")).shape().equals(given.shape());
    boolean row = given.shape().size() == 1 && golden.config().has("top_k");
    if (row) {
      return FloatValues.of(given.values(), 1, given.count());
    }
    return given.shape().size() == 1 || each
        ? FloatValues.of(given.values(), given.values().length, 1)
        : given;
  }

  /** Keras' metrics that only reduce; weights are those of the elements they fit. */
  private static void reduced(Golden golden, String name) {
    float[] values = GoldenTensor.floats(golden.input("values")).values();
    double[] weights =
        golden.hasInput("sample_weight")
            ? GoldenTensor.numbers(golden.input("sample_weight"))
            : new double[] {1};
    Mean mean = Mean.NONE;
    for (int i = 0; i < values.length; i++) {
      mean = mean.with(values[i], (float) weights[i % weights.length]);
    }
    golden.check("result", name.equals("sum") ? mean.total() : mean.value());
  }
}
