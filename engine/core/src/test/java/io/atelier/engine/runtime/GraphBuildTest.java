package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Node;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.merge.Add;
import io.atelier.engine.layer.merge.Concatenate;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.build.Build;
import io.atelier.engine.runtime.build.FoundWeights;
import io.atelier.engine.runtime.build.Network;
import io.atelier.engine.runtime.build.WeightSpec;
import io.atelier.engine.runtime.device.Devices;
import io.atelier.engine.runtime.saved.SavedModelCheck;
import io.atelier.engine.runtime.saved.SavedSignature;
import io.atelier.engine.runtime.tensorflow.Tensors;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** Graphs of layers in TensorFlow's graphs, checkpoints and exports. */
@Tag("numeric")
class GraphBuildTest {
  private static final Training TRAINING = Training.of(new Sgd(0.05), 8).withSeed(4);

  @TempDir Path folder;

  private static Layer conv() {
    return new Conv2D(4, 3, Activation.RELU).withPadding(Padding.SAME);
  }

  /** A convolution that a sum and a pooling take, and its sum that a pooling takes. */
  private static Model branching() {
    Node image = Node.input("image", Input.bytes(8, 8, 1));
    Node number = Node.input("number", Input.floats(2));
    Node x = image.then(new Rescaling(1, 255), conv());
    Node sum = new Add().of(x, x.then(conv()));
    Node small = new Concatenate().of(x.then(new MaxPooling2D(2)), sum.then(new MaxPooling2D(2)));
    Node all = new Concatenate().of(small.then(new Flatten()), number);
    return Model.of(
        "branching",
        List.of(image, number),
        List.of(
            all.then(new Dense(Sets.CLASSES, Activation.SOFTMAX).named("digit")),
            all.then(new Dense(1, Activation.SIGMOID).named("odd"))));
  }

  private static Map<String, Values> inputs(int count) {
    float[] numbers = new float[2 * count];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) Math.sin(i);
    }
    return Map.of(
        "image",
        Sets.images(count, 1).inputs().reshape(8, 8, 1),
        "number",
        FloatValues.of(numbers, count, 2));
  }

  private static Examples examples(int count) {
    return new Examples(inputs(count), Sets.images(count, 1).targets());
  }

  @Test
  void whatTwoLayersTakeIsComputedOnce() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Model model = branching();
      FoundWeights weights = new FoundWeights(tf);
      Network.build(
          tf,
          model,
          Network.placeholders(tf, model),
          new Build() {
            @Override
            public boolean training() {
              return false;
            }

            @Override
            public Operand<TFloat32> weight(WeightSpec spec) {
              return weights.of(spec);
            }
          });
      List<String> types = new ArrayList<>();
      graph.operations().forEachRemaining(operation -> types.add(operation.type()));

      assertThat(types.stream().filter("Conv2D"::equals)).hasSize(2);
      assertThat(types.stream().filter("MaxPool"::equals)).hasSize(2);
      assertThat(weights.specs())
          .extracting(WeightSpec::name)
          .hasSize(8)
          .startsWith("conv2d/kernel");
    }
  }

  private static Program program(Compilation compilation) {
    return Program.compile(
        branching(),
        TRAINING.on("digit"),
        Optional.of(examples(44)),
        Optional.empty(),
        new Execution(Device.CPU, 0, compilation));
  }

  @Test
  void compiledItTrainsAsInTheExecutor() {
    try (Program one = program(Compilation.INTERPRETED);
        Program other = program(Compilation.COMPILED)) {
      assertThat(other.lowering()).isEqualTo("xla-matmul");
      for (int epoch = 0; epoch < 3; epoch++) {
        double expected = loss(one, epoch);
        assertThat(loss(other, epoch)).isCloseTo(expected, Offset.offset(1e-5));
      }
      assertThat(one.multiplyAddsPerStep()).isEqualTo(other.multiplyAddsPerStep()).isPositive();
    }
  }

  private static double loss(Program program, int epoch) {
    return program.trainEpoch(epoch, p -> Verdict.CONTINUE).orElseThrow().training().loss();
  }

  @Test
  void aRestoredProgramGoesOnToTheBit() throws IOException {
    try (Program first = program(Compilation.INTERPRETED);
        Program second = program(Compilation.INTERPRETED)) {
      loss(first, 0);
      first.save(folder.resolve("saved"));
      double expected = loss(first, 1);

      second.restore(folder.resolve("saved"));

      assertThat(loss(second, 1)).isEqualTo(expected);
      assertThat(second.weights()).isEqualTo(first.weights());
    }
  }

  @Test
  void anExportIsCalledByTheNamesOfInputsAndOutputs() throws IOException {
    Map<String, Values> inputs = inputs(3);
    try (Program program = Program.compile(branching(), TRAINING)) {
      program.export(folder.resolve("model"));
      Map<String, FloatValues> expected = program.answers(inputs);

      try (SavedModelBundle bundle = SavedModelBundle.load(folder.resolve("model").toString());
          TUint8 image = (TUint8) Tensors.of(inputs.get("image"));
          TNumber number = Tensors.of(inputs.get("number"));
          Result result = bundle.call(Map.of("image", image, "number", number))) {
        var signature = bundle.function("serving_default").signature();
        assertThat(signature.inputNames()).containsExactlyInAnyOrder("image", "number");
        assertThat(signature.outputNames()).containsExactlyInAnyOrder("digit", "odd");
        for (String output : List.of("digit", "odd")) {
          assertThat(Tensors.floats((TFloat32) result.get(output).orElseThrow()).values())
              .containsExactly(expected.get(output).values(), Offset.offset(1e-6f));
        }
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> program.export(folder.resolve("other"), Serving.of("x", "y")))
          .withMessage(
              "Serving needs a model of one input and one output, got branching of inputs [image, number] and outputs [digit, odd]; use export(folder), which calls each by its name");
    }
  }

  @Test
  void anExportThatAnswersDifferentlyInOneOutputIsRefused() throws IOException {
    try (Program program = Program.compile(branching(), TRAINING)) {
      program.export(folder.resolve("model"));
      FloatValues digits = program.answers(inputs(1)).get("digit");

      org.assertj.core.api.Assertions.assertThatIOException()
          .isThrownBy(
              () ->
                  SavedModelCheck.require(
                      folder.resolve("model"),
                      SavedSignature.of(branching()),
                      List.of(inputs(1).get("image"), inputs(1).get("number")),
                      List.of(digits, FloatValues.of(new float[1], 1, 1)),
                      Execution.Precision.FLOAT32,
                      Devices.config("CPU", 0)))
          .withMessageMatching(
              "Export needs a SavedModel that answers as the program, got 0\\.\\d+ for 0\\.0 at place 0 of output odd; nothing was written");
    }
  }

  /** What a chain draws, a graph of the same layers made in the same order draws. */
  @Test
  void seedsAreSpentInTheOrderInWhichLayersAreMade() {
    Node x = Node.input("x", Input.floats(3));
    Node one = x.then(new Dense(2, Activation.RELU));
    Node other = x.then(new Dense(2, Activation.RELU));
    Model model = Model.of("m", x, new Add().of(other, one));
    Model chain =
        Model.of(
            "chain",
            Input.floats(3),
            new Dense(2, Activation.RELU),
            new Dense(3, Activation.RELU),
            new Dense(2, Activation.RELU));
    try (Program program = Program.compile(model, TRAINING);
        Program chained = Program.compile(chain, TRAINING)) {
      assertThat(program.weights().get("dense/kernel"))
          .isEqualTo(chained.weights().get("dense/kernel"));
      assertThat(program.weights().get("dense_1/kernel"))
          .isNotEqualTo(program.weights().get("dense/kernel"));
    }
  }

  @Test
  void examplesOfOneInputNeedNoName() {
    Examples plain =
        new Examples(FloatValues.of(new float[] {1, 2}, 2, 1), IntValues.of(new int[2], 2));
    Examples named = new Examples(Map.of("x", plain.inputs()), plain.targets());
    Model model = Model.of("m", Input.floats(1), new Dense(2, Activation.SOFTMAX));
    try (Program program = Program.compile(model, TRAINING)) {
      assertThat(program.evaluate(named)).isEqualTo(program.evaluate(plain));
    }
  }
}
