package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.initializer.Constant;
import io.atelier.engine.initializer.Ones;
import io.atelier.engine.initializer.Zeros;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A layer gets the weight it names, and what it asks for can be saved. */
class LayerWeightsTest {
  private static final FloatValues INPUTS = FloatValues.of(new float[] {1, 2, 3, 4}, 2, 2);
  private static final Examples EXAMPLES =
      new Examples(INPUTS, FloatValues.of(new float[] {0, 0, 0, 0}, 2, 2));

  @TempDir Path folder;

  /** A layer of the tests, by what it does. */
  private interface Does {
    Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input);
  }

  private record Own(Does does) implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      return does.apply(context, input);
    }
  }

  private static Program program(Layer... layers) {
    return Program.compile(
        Model.of("own", Input.floats(2), layers),
        new Training(new Sgd(0.5), new MeanSquaredError(), List.of(), 2, 0, false),
        EXAMPLES,
        EXAMPLES);
  }

  private static void assertRefused(String message, Layer... layers) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> program(layers).close())
        .withMessage(message);
  }

  private static Operand<TFloat32> twice(LayerContext context, Operand<TFloat32> input) {
    Operand<TFloat32> first = context.weight("kernel", Shape.of(2), new Ones());
    return context
        .tf()
        .math
        .add(input, context.tf().math.add(first, context.state("kernel", Shape.of(2), new Ones())));
  }

  @Test
  void twoWeightsOfOneNameAreRefused() {
    String cure = "; rename one of them, and build inner layers with context.apply";
    Layer layer = new Own(LayerWeightsTest::twice);
    assertRefused("Layer own needs weights of different names, got own/kernel twice" + cure, layer);
    assertRefused(
        "Layer block/own needs weights of different names, got block/own/kernel twice" + cure,
        Sequential.of(layer).named("block"));
    assertRefused(
        "Layer own needs weights of different names, got own/kernel twice" + cure, layer.frozen());
    // Built without context.apply, two layers ask in the name of the one around them.
    Layer dense = new Dense(2, Activation.LINEAR);
    assertRefused(
        "Layer own needs weights of different names, got own/kernel twice" + cure,
        new Own((context, input) -> dense.apply(context, dense.apply(context, input))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"training", "optimizer", "epoch", "loss_scale"})
  void aLayerWithWeightsMayNotTakeANameOfTheEngine(String name) {
    assertRefused(
        "Layer %1$s needs another name to have weights, got %1$s/kernel, under which the engine keeps its own values; rename the layer %1$s"
            .formatted(name),
        new Dense(2, Activation.LINEAR).named(name));
  }

  @Test
  void aNameThatCannotBeSavedIsRefused() {
    assertRefused(
        "Layer own needs weights named with letters, digits, '_', '.' or '-', got \"a/b\"; choose a name such as kernel",
        new Own((context, input) -> context.weight("a/b", Shape.of(2), new Ones())));
    assertRefused(
        "Layer own needs weights of known sizes of at least 1, got own/w of [-1, 2]; give the model's input every size but the batch",
        new Own((context, input) -> context.weight("w", input.shape(), new Ones())));
  }

  @Test
  void aLambdaIsALayer() {
    try (Program program =
        program(
            (context, input) ->
                context.tf().math.mul(input, context.weight("w", Shape.of(2), new Ones())))) {
      assertThat(program.weights()).containsOnlyKeys("layer/w");
    }
  }

  /** Asks in another order, and for less, in training. */
  private static Operand<TFloat32> ordered(LayerContext context, Operand<TFloat32> input) {
    Ops tf = context.tf();
    if (context.training()) {
      Operand<TFloat32> shift = context.weight("shift", Shape.of(2), new Zeros());
      return tf.math.add(
          tf.math.mul(input, context.weight("scale", Shape.of(2), new Ones())), shift);
    }
    Operand<TFloat32> unused = context.state("answer", Shape.of(2), new Constant(7));
    Operand<TFloat32> scale = context.weight("scale", Shape.of(2), new Ones());
    Operand<TFloat32> shift = context.weight("shift", Shape.of(2), new Zeros());
    return tf.math.add(tf.math.mul(input, scale), tf.math.add(shift, tf.zerosLike(unused)));
  }

  @Test
  void aLayerGetsTheWeightItNamesInAnyOrder() {
    try (Program program = program(new Own(LayerWeightsTest::ordered))) {
      double loss =
          program.trainEpoch(0, progress -> Verdict.CONTINUE).orElseThrow().training().loss();

      // Outputs are the inputs: the mean of 1, 4, 9 and 16, over the row means 2.5 and 12.5.
      assertThat(loss).isEqualTo(7.5);
      // d loss / d scale = (x1^2 + x3^2) / 2 = 5 and 10; / d shift = (x1 + x3) / 2 = 2 and 3.
      assertThat(program.weights().get("own/scale").values()).containsExactly(-1.5f, -4f);
      assertThat(program.weights().get("own/shift").values()).containsExactly(-1f, -1.5f);
      assertThat(program.weights().get("own/answer").values()).containsExactly(7f, 7f);
    }
  }

  @Test
  void aWeightOfTrainingAloneIsRefused() {
    assertRefused(
        "Layer own needs to ask for the same weights in and outside training, got own/extra in only one of them; ask for it whatever context.training() says",
        new Own(
            (context, input) ->
                context.training()
                    ? context.tf().math.add(input, context.weight("extra", Shape.of(2), new Ones()))
                    : input));
    assertRefused(
        "Layer own needs to ask for the same weights in and outside training, got own/w as weight [2] and as state [2]; ask for one of them",
        new Own(
            (context, input) ->
                context
                    .tf()
                    .math
                    .add(
                        input,
                        context.training()
                            ? context.state("w", Shape.of(2), new Ones())
                            : context.weight("w", Shape.of(2), new Ones()))));
  }

  @Test
  void aWeightThatTheLossDoesNotDependOnStaysAsItIs() {
    Layer stopped =
        new Own(
            (context, input) -> {
              Operand<TFloat32> weight = context.weight("w", Shape.of(2), new Constant(3));
              return context.tf().math.add(input, context.tf().stopGradient(weight));
            });
    Layer unused =
        new Own(
            (context, input) -> {
              context.weight("w", Shape.of(2), new Constant(4));
              return input;
            });
    try (Program program = program(stopped, unused, new Dense(2, Activation.LINEAR))) {
      FloatValues kernel = program.weights().get("dense/kernel");
      program.trainEpoch(0, progress -> Verdict.CONTINUE);

      assertThat(program.weights().get("own/w").values()).containsExactly(3, 3);
      assertThat(program.weights().get("own_1/w").values()).containsExactly(4, 4);
      assertThat(program.weights().get("dense/kernel")).isNotEqualTo(kernel);
    }
  }

  @Test
  void anOperationWithoutAGradientIsNamed() {
    assertRefused(
        "Model own needs operations with a gradient between its weights and its loss, got Digamma, of which TensorFlow's C++ library has none; compose it of other operations, or put stopGradient behind it",
        new Own(
            (context, input) ->
                context
                    .tf()
                    .math
                    .add(
                        input,
                        context.tf().math.digamma(context.weight("w", Shape.of(2), new Ones())))));
  }

  private static Layer scalar() {
    return new Own(
        (context, input) ->
            context
                .tf()
                .math
                .mul(input, context.weight("scale", Shape.scalar(), new Constant(0.5))));
  }

  @Test
  void aWeightWithoutAxesGoesThroughEverything() throws IOException {
    try (Program program =
            Program.compile(
                Model.of("own", Input.floats(2), scalar()),
                new Training(new Adam(0.25), new MeanSquaredError(), List.of(), 2, 0, false),
                EXAMPLES,
                EXAMPLES);
        Program other = program(scalar())) {
      program.trainEpoch(0, progress -> Verdict.CONTINUE);
      Map<String, FloatValues> trained = program.weights();
      program.keepWeights("best");
      program.save(folder.resolve("checkpoint"));
      program.export(folder.resolve("model"));
      FloatValues answers = program.outputs(INPUTS);
      program.trainEpoch(1, progress -> Verdict.CONTINUE);

      assertThat(trained.get("own/scale").shape()).containsExactly(1);
      assertThat(program.weights()).isNotEqualTo(trained);
      program.restoreWeights("best");
      assertThat(program.weights()).isEqualTo(trained);
      other.setWeights(trained);
      assertThat(other.outputs(INPUTS)).isEqualTo(answers);
      program.trainEpoch(2, progress -> Verdict.CONTINUE);
      program.restore(folder.resolve("checkpoint"));
      assertThat(program.weights()).isEqualTo(trained);
      try (SavedModelBundle bundle = SavedModelBundle.load(folder.resolve("model").toString())) {
        assertThat(bundle.signatures()).hasSize(1);
      }
    }
  }

  @Test
  void weightsAreSetAllOrNone() {
    try (Program program = program(new Dense(2, Activation.LINEAR))) {
      Map<String, FloatValues> before = program.weights();
      for (Map.Entry<String, FloatValues> wrong :
          Map.of(
                  "dense/bais", FloatValues.of(new float[2], 2),
                  "dense/bias", FloatValues.of(new float[3], 3))
              .entrySet()) {
        Map<String, FloatValues> values = new LinkedHashMap<>();
        values.put("dense/kernel", FloatValues.of(new float[4], 2, 2));
        values.put(wrong.getKey(), wrong.getValue());

        assertThatIllegalArgumentException().isThrownBy(() -> program.setWeights(values));
        assertThat(program.weights()).isEqualTo(before);
      }
      program.setWeights(Map.of());
      program.setWeights(
          Map.of(
              "dense/bias", FloatValues.of(new float[] {Float.NaN, Float.NEGATIVE_INFINITY}, 2)));
      assertThat(program.weights().get("dense/bias").values())
          .containsExactly(Float.NaN, Float.NEGATIVE_INFINITY);
    }
  }
}
