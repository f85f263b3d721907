package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.FloatValues;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Reduction;
import io.atelier.engine.metric.ConfusionMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Cases of losses, metrics, confusion matrices and activations. */
final class GoldenLosses {
  private GoldenLosses() {}

  /** Keras weighs each example's loss, then reduces: the sum is divided by the number of losses. */
  static void loss(Golden golden) {
    ObjectNode settings = golden.config().deepCopy();
    String reduction = settings.remove("reduction").asText();
    Loss loss = GoldenSpecs.loss(settings.remove("loss").asText(), settings);
    FloatValues reduced = Computed.floats(tf -> reduced(tf, reduction, weighted(tf, golden, loss)));
    // An operation on elements has no mean over the last axis, here one of 1.
    boolean elements = GoldenTensor.floats(golden.expected("loss")).shape().size() == 2;
    golden.check("loss", elements && reduced.shape().size() == 1 ? reduced.reshape(1) : reduced);
  }

  /** The gradient of each row's loss by its logits. */
  static void lossAndGradient(Golden golden) {
    assertThat(golden.config().toString()).isEqualTo("{\"op\":\"SoftmaxCrossEntropyWithLogits\"}");
    Loss loss = new CategoricalCrossEntropy(true);
    FloatValues labels = GoldenTensor.floats(golden.input("labels"));
    FloatValues logits = GoldenTensor.floats(golden.input("logits"));
    golden.check("loss", Computed.floats(tf -> ofLogits(tf, loss, labels, logits)));
    golden.check(
        "gradient",
        Computed.floats(
            tf -> {
              Operand<TFloat32> x = Computed.constant(tf, logits);
              Operand<TFloat32> sum =
                  Reduction.SUM.of(
                      tf, loss.perExample(tf, Prediction.of(x), Computed.constant(tf, labels)));
              return ((Graph) tf.scope().env())
                  .addGradients(sum.asOutput(), new Output<?>[] {x.asOutput()})[0].expect(
                      TFloat32.class);
            }));
  }

  private static Operand<TFloat32> ofLogits(
      Ops tf, Loss loss, FloatValues labels, FloatValues logits) {
    return loss.perExample(
        tf, Prediction.of(Computed.constant(tf, logits)), Computed.constant(tf, labels));
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

  static void confusionMatrix(Golden golden) {
    int[] labels = ints(golden.input("labels"));
    int[] predictions = ints(golden.input("predictions"));
    int classes =
        IntStream.concat(Arrays.stream(labels), Arrays.stream(predictions)).max().orElseThrow() + 1;
    ConfusionMatrix matrix =
        golden.hasInput("weights")
            ? ConfusionMatrix.of(labels, predictions, classes, ints(golden.input("weights")))
            : ConfusionMatrix.of(labels, predictions, classes);
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
