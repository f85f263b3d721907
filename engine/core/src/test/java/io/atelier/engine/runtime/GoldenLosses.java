package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.data.FloatValues;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Reduction;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.ConfusionMatrix;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.Mean;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.metric.TopKAccuracy;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Cases of losses, metrics, confusion matrices and activations. */
final class GoldenLosses {
  private GoldenLosses() {}

  /** Keras weighs each example's loss, then reduces: the sum is divided by the number of losses. */
  static void loss(Golden golden) {
    JsonNode config = golden.config();
    Loss loss =
        GoldenSpecs.loss(
            config.required("loss").asText(), config.required("from_logits").asBoolean());
    FloatValues reduced =
        Computed.floats(
            tf -> reduced(tf, config.required("reduction").asText(), weighted(tf, golden, loss)));
    golden.check("loss", reduced);
  }

  private static Operand<TFloat32> weighted(Ops tf, Golden golden, Loss loss) {
    Operand<TFloat32> losses = perExample(tf, golden, loss);
    return golden.hasInput("sample_weight")
        ? tf.math.mul(losses, tf.constant(sampleWeights(golden)))
        : losses;
  }

  private static Operand<TFloat32> reduced(Ops tf, String reduction, Operand<TFloat32> losses) {
    return switch (reduction) {
      case "none" -> losses;
      case "sum" -> Reduction.SUM.of(tf, losses);
      case "sum_over_batch_size" -> Reduction.SUM_OVER_BATCH_SIZE.of(tf, losses);
      default -> throw new IllegalArgumentException("unknown reduction: " + reduction);
    };
  }

  private static Operand<TFloat32> perExample(Ops tf, Golden golden, Loss loss) {
    return loss.perExample(
        tf,
        Prediction.of(Computed.constant(tf, GoldenTensor.floats(golden.input("y_pred")))),
        Computed.constant(tf, GoldenTensor.of(golden.input("y_true"))));
  }

  /** {@return a weight an example, or one for all} */
  private static float[] sampleWeights(Golden golden) {
    return GoldenTensor.floats(GoldenTensor.numbers(golden.input("sample_weight")));
  }

  /** Keras folds weighted values into a mean that is divided by the sum of the weights. */
  static void metric(Golden golden) {
    float[] values =
        golden.hasInput("values")
            ? GoldenTensor.floats(golden.input("values")).values()
            : Computed.floats(tf -> perExample(tf, golden, metricOf(golden.config())::perExample))
                .values();
    Mean mean = Mean.NONE;
    for (int i = 0; i < values.length; i++) {
      mean = mean.with(values[i], golden.hasInput("sample_weight") ? sampleWeights(golden)[i] : 1);
    }
    golden.check("result", mean.value());
  }

  private static Metric metricOf(JsonNode config) {
    String name = config.required("metric").asText();
    return switch (name) {
      case "sparse_categorical_accuracy", "categorical_accuracy" -> new Accuracy();
      case "sparse_top_k_categorical_accuracy", "top_k_categorical_accuracy" ->
          new TopKAccuracy(config.required("k").asInt());
      default ->
          new LossMetric(name, GoldenSpecs.loss(name, config.required("from_logits").asBoolean()));
    };
  }

  static void confusionMatrix(Golden golden) {
    int[] labels = ints(golden.input("labels"));
    int[] predictions = ints(golden.input("predictions"));
    int classes =
        IntStream.concat(Arrays.stream(labels), Arrays.stream(predictions)).max().orElseThrow() + 1;
    ConfusionMatrix matrix = ConfusionMatrix.of(labels, predictions, classes);
    assertThat(matrix.counts()).hasSize(golden.expected("matrix").size());
    golden.check(
        "matrix",
        matrix.counts().stream().flatMap(row -> row.stream()).mapToDouble(n -> n).toArray());
  }

  private static int[] ints(JsonNode list) {
    return list.valueStream().mapToInt(JsonNode::asInt).toArray();
  }

  static void activation(Golden golden) {
    golden.check(
        "y",
        Computed.floats(
            tf ->
                GoldenSpecs.activation(golden.config().required("activation").asText())
                    .apply(tf, Computed.constant(tf, GoldenTensor.floats(golden.input("x"))))));
  }
}
