package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.build.Blueprint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cases of single layers. */
final class GoldenLayers {
  private GoldenLayers() {}

  static void layer(Golden golden) {
    FloatValues input = GoldenTensor.floats(golden.input("x"));
    Map<String, FloatValues> weights = new LinkedHashMap<>();
    for (String weight : List.of("kernel", "bias")) {
      if (golden.hasInput(weight)) {
        weights.put("layer/" + weight, GoldenTensor.floats(golden.input(weight)));
      }
    }
    FloatValues output = output(GoldenSpecs.layer(golden.config()), weights, input);
    if (golden.expects("shape")) {
      golden.check("shape", GoldenTensor.doubles(output.shape()));
    }
    if (golden.expects("y")) {
      golden.check("y", output);
    }
    if (golden.expects("sum")) {
      rows(golden, output);
    }
    if (golden.expects("rule")) {
      String rule = golden.expected("rule").asText();
      assertThat(rule).startsWith("C-order reshape to ");
      assertThat(GoldenTensor.sizes(output)).isEqualTo(GoldenTensor.lastSizes(rule));
      assertThat(output.values()).isEqualTo(input.values());
    }
  }

  /** The sum of all, the first row of the first image and the last of the last. */
  private static void rows(Golden golden, FloatValues output) {
    int[] shape = GoldenTensor.sizes(output);
    int row = shape[2] * shape[3];
    float[] all = output.values();
    golden.check("sum", Arrays.stream(GoldenTensor.doubles(all)).sum());
    golden.check("first_row", Arrays.copyOf(all, row));
    golden.check("last_row", Arrays.copyOfRange(all, all.length - row, all.length));
  }

  static void convolution(Golden golden) {
    assertThat(golden.config().required("data_format").asText()).isEqualTo("NHWC");
    FloatValues kernel = GoldenTensor.floats(golden.input("filter"));
    assertThat(kernel.shape())
        .isEqualTo(golden.input("filter_shape").valueStream().map(JsonNode::asInt).toList());
    Layer layer =
        new Conv2D(kernel.shape().get(3), 1, Activation.LINEAR)
            .withKernelSize(new Size(kernel.shape().get(0), kernel.shape().get(1)))
            .withStrides(GoldenSpecs.size(golden.config().required("strides")))
            .withPadding(GoldenSpecs.padding(golden.config().required("padding")))
            .withoutBias();
    FloatValues input = GoldenTensor.floats(golden.input("x"));
    golden.check("y_flat", output(layer, Map.of("layer/kernel", kernel), input).values());
  }

  static void maxPooling(Golden golden) {
    assertThat(golden.config().required("data_format").asText()).isEqualTo("NHWC");
    Layer layer =
        new MaxPooling2D(
            GoldenSpecs.size(golden.config().required("ksize")),
            GoldenSpecs.size(golden.config().required("strides")),
            GoldenSpecs.padding(golden.config().required("padding")));
    FloatValues input = GoldenTensor.floats(golden.input("x"));
    golden.check("y_flat", output(layer, Map.of(), input).values());
  }

  static void outputShape(Golden golden) {
    assertThat(golden.config().required("formula").asText()).isEqualTo("ceil(n/stride)");
    int stride = golden.input("stride").asInt();
    Layer layer = new MaxPooling2D(2).withStrides(Size.square(stride)).withPadding(Padding.SAME);
    golden.check(
        "out",
        Arrays.stream(GoldenTensor.numbers(golden.input("in_")))
            .map(
                n ->
                    Blueprint.of(model(layer, (long) n, (long) n, 1))
                        .outputs()
                        .get(0)
                        .shape()
                        .get(1))
            .toArray());
  }

  private static FloatValues output(
      Layer layer, Map<String, FloatValues> weights, FloatValues input) {
    Model model = model(layer.named("layer"), GoldenTensor.exampleShape(input));
    try (Program program =
        Program.compile(
            model,
            Training.of(new Sgd(0.1), 1),
            Optional.empty(),
            Optional.empty(),
            TestDevice.execution(Execution.Compilation.AUTO))) {
      assertThat(program.weights()).containsOnlyKeys(weights.keySet());
      program.setWeights(weights);
      return program.outputs(input);
    }
  }

  private static Model model(Layer layer, long... inputShape) {
    return Model.of("golden", Input.floats(inputShape), layer);
  }
}
