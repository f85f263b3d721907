package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.build.Build;
import io.atelier.engine.runtime.build.GraphContext;
import io.atelier.engine.runtime.build.WeightSpec;
import io.atelier.engine.runtime.lowering.Lowering;
import io.atelier.engine.runtime.lowering.MatmulLowering;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** Cases of what a layer gets from its context: convolutions with their gradients, and masks. */
final class GoldenContexts {
  private GoldenContexts() {}

  static void gradientByKernel(Golden golden) {
    gradient(golden, false);
  }

  static void gradientByImages(Golden golden) {
    gradient(golden, true);
  }

  private static void gradient(Golden golden, boolean byImages) {
    assertThat(golden.input("fill").asText()).isEqualTo("each given tensor is 1..n float32");
    assertThat(golden.config().required("data_format").asText()).isEqualTo("NHWC");
    for (Lowering lowering :
        List.of(Lowering.NATIVE, new MatmulLowering(Execution.Precision.FLOAT32))) {
      FloatValues gradient = Computed.floats(tf -> gradient(tf, lowering, golden, byImages));
      golden.check("y_flat", gradient.values());
    }
  }

  private static Operand<TFloat32> gradient(
      Ops tf, Lowering lowering, Golden golden, boolean byImages) {
    Operand<TFloat32> images = counting(tf, golden.input("input_shape"));
    Operand<TFloat32> kernel = counting(tf, golden.input("filter_shape"));
    Operand<TFloat32> output =
        lowering.conv2d(
            tf,
            images,
            kernel,
            GoldenSpecs.size(golden.config().required("strides")),
            GoldenSpecs.padding(golden.config().required("padding")));
    Graph graph = (Graph) tf.scope().env();
    return graph
        .addGradients(
            "gradient",
            new Output<?>[] {output.asOutput()},
            new Output<?>[] {(byImages ? images : kernel).asOutput()},
            new Output<?>[] {counting(tf, golden.input("out_shape")).asOutput()})[0]
        .expect(TFloat32.class);
  }

  private static Operand<TFloat32> counting(Ops tf, JsonNode shape) {
    return Computed.constant(tf, GoldenTensor.counting(shape));
  }

  static void dropout(Golden golden) {
    Dropout dropout = new Dropout(golden.config().required("rate").asDouble());
    assertThat(golden.config().required("training").asBoolean()).isTrue();
    FloatValues input = GoldenTensor.floats(golden.input("x"));
    Scores scores = watched(dropout, input);
    assertThat(scores.metric("neither")).as("neither dropped nor scaled").isZero();
    if (golden.expects("identity")) {
      assertThat(golden.expected("identity").asBoolean()).isTrue();
      assertThat(scores.metric("not_scaled")).isZero();
    } else {
      // Keras' mask comes from an operation of TensorFlow 1; with that very mask, the same answer.
      FloatValues wanted = GoldenTensor.floats(golden.expected("y"));
      golden.check(
          "y",
          Computed.floats(
              tf -> {
                Operand<TBool> mask =
                    tf.math.notEqual(Computed.constant(tf, wanted), tf.constant(0f));
                return GraphContext.root(tf, new InTraining(mask))
                    .apply(dropout, Computed.constant(tf, input));
              }));
      assertThat(scores.metric("not_scaled")).as("something was dropped").isPositive();
    }
  }

  /** {@return how far a training's own outputs are from 0 and from input / (1 - rate)} */
  private static Scores watched(Dropout dropout, FloatValues input) {
    float scale = (float) (1 / (1 - dropout.rate()));
    Loss notScaled =
        (tf, output, x) ->
            tf.math.abs(
                tf.math.sub(
                    output.values(),
                    tf.math.mul(x.asOutput().expect(TFloat32.class), tf.constant(scale))));
    Loss neither =
        (tf, output, x) ->
            tf.math.minimum(tf.math.abs(output.values()), notScaled.perExample(tf, output, x));
    Training training =
        new Training(
            new Sgd(0.1),
            neither,
            List.of(new LossMetric("neither", neither), new LossMetric("not_scaled", notScaled)),
            input.count(),
            0,
            false);
    Model model = Model.of("golden", Input.floats(GoldenTensor.exampleShape(input)), dropout);
    try (Program program =
        Program.compile(
            model,
            training,
            Optional.of(new Examples(input, input)),
            Optional.empty(),
            TestDevice.execution(Execution.Compilation.AUTO))) {
      return program.trainEpoch(0, progress -> Verdict.CONTINUE).orElseThrow().training();
    }
  }

  /** A build of layers without weights, in training, with a mask from outside. */
  private record InTraining(Operand<TBool> mask) implements Build {
    @Override
    public boolean training() {
      return true;
    }

    @Override
    public Operand<TFloat32> weight(WeightSpec spec) {
      throw new IllegalStateException("no weights here");
    }

    @Override
    public Operand<TBool> keep(Operand<TFloat32> like, double rate) {
      return mask;
    }
  }
}
