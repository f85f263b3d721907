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
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

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

  /** What a layer does in training, in the executor and compiled. */
  static void training(Golden golden) {
    FloatValues input = GoldenTensor.floats(golden.input("x"));
    Layer layer = GoldenSpecs.layer(golden.config());
    Shape shape = Shape.of(GoldenTensor.exampleShape(input)).prepend(input.shape().get(0));
    for (boolean compiled : new boolean[] {false, true}) {
      try (BuiltLayer built = new BuiltLayer(layer, shape, true, compiled, 0)) {
        float[] none = new float[(int) built.shapes().get(0).size()];
        golden.check("y", built.at(0, List.of(none, input.values())).get(0));
      }
    }
  }

  static void outputShape(Golden golden) {
    if (!golden.config().has("formula")) {
      double[] in = GoldenTensor.numbers(golden.input("in_"));
      long[] example = Arrays.stream(in).skip(1).mapToLong(size -> (long) size).toArray();
      Shape out =
          Blueprint.of(model(GoldenSpecs.layer(golden.config()), example)).outputs().get(0).shape();
      golden.check(
          "out",
          DoubleStream.concat(
                  DoubleStream.of(in[0]),
                  Arrays.stream(out.tail().asArray()).mapToDouble(size -> size))
              .toArray());
      return;
    }
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

  /** The operation by which losses make distributions of classes. */
  static void oneHot(Golden golden) {
    int[] classes =
        Arrays.stream(GoldenTensor.numbers(golden.input("x"))).mapToInt(x -> (int) x).toArray();
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> rows =
          tf.oneHot(
              tf.constant(classes),
              tf.constant(golden.config().required("num_classes").asInt()),
              tf.constant(1f),
              tf.constant(0f));
      try (Result result = session.runner().fetch(rows).run()) {
        golden.check("y", Tensors.floats((TFloat32) result.get(0)));
      }
    }
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
