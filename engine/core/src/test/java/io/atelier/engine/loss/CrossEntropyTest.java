package io.atelier.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.engine.Rounding;
import io.atelier.engine.initializer.Identity;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("numeric")
class CrossEntropyTest {
  private static final Layer IDENTITY = new Flatten();

  private static double loss(Loss loss, Layer last, float[] outputs, Values targets) {
    Examples examples =
        new Examples(
            FloatValues.of(outputs, targets.count(), outputs.length / targets.count()), targets);
    try (Program program =
        Program.compile(
            Model.of("loss", Input.floats(examples.inputs().exampleSize()), last),
            new Training(new Sgd(1), loss, List.of(), 1, 0, false))) {
      return program.evaluate(examples).loss();
    }
  }

  /**
   * A loss is a sum of logarithms or exponentials, with a division before and a difference after:
   * at most 16 roundings of numbers no larger than this one.
   */
  private static Offset<Double> roundings(double largest) {
    return Offset.offset(Rounding.FLOAT32.of(16) * largest);
  }

  private static Layer softmax() {
    return ((Layer) (context, input) -> Activation.SOFTMAX.apply(context.tf(), input))
        .named("softmax");
  }

  private static IntValues classes(int... classes) {
    return IntValues.of(classes, classes.length);
  }

  @Test
  void behindASoftmaxAHopelessClassCostsItsWholeLogit() {
    // Clipped at 1e-7 it would cost 16.1.
    assertThat(
            loss(
                new SparseCategoricalCrossEntropy(),
                softmax(),
                new float[] {100, 0, 0},
                classes(1)))
        .isCloseTo(100, roundings(100));
  }

  @Test
  void bareProbabilitiesAreClippedAndNormalisedAgain() {
    assertThat(
            loss(new SparseCategoricalCrossEntropy(), IDENTITY, new float[] {1, 0, 0}, classes(0)))
        .isCloseTo(2.3841855e-07, roundings(2.3841855e-07));
    assertThat(
            loss(new SparseCategoricalCrossEntropy(), IDENTITY, new float[] {1, 0, 0}, classes(1)))
        .isCloseTo(-Math.log(1e-7 / (1 + 1e-7)), roundings(16));
    assertThat(
            loss(
                new SparseCategoricalCrossEntropy(),
                IDENTITY,
                new float[] {0.2f, 0.2f},
                classes(1)))
        .isCloseTo(Math.log(2), roundings(1.6));
  }

  @Test
  void distributionsOfBareProbabilitiesAreNormalisedThenClipped() {
    FloatValues target = FloatValues.of(new float[] {0, 1}, 1, 2);

    assertThat(loss(new CategoricalCrossEntropy(), IDENTITY, new float[] {3, 1}, target))
        .isCloseTo(Math.log(4), roundings(1.4));
    assertThat(loss(new CategoricalCrossEntropy(), IDENTITY, new float[] {5, 0}, target))
        .isCloseTo(-Math.log(1e-7), roundings(16));
  }

  @Test
  void fromLogitsTakesTheOutputAsItIs() {
    assertThat(
            loss(
                new SparseCategoricalCrossEntropy(true),
                IDENTITY,
                new float[] {0, (float) Math.log(3)},
                classes(0)))
        .isCloseTo(Math.log(4), roundings(1.4));
  }

  /** What a last layer of softmax may be wrapped in. */
  static List<Layer> softmaxes() {
    Layer softmax = new Dense(3, Activation.SOFTMAX).withKernelInitializer(new Identity(1));
    return List.of(
        softmax,
        softmax.named("last"),
        softmax.frozen(),
        softmax.frozen().named("last"),
        Sequential.of(softmax),
        Sequential.of(new Flatten(), Sequential.of(softmax.named("last")).frozen()).named("all"));
  }

  @ParameterizedTest
  @MethodSource("softmaxes")
  void fromLogitsBehindASoftmaxTakesItsLogitsNotItsProbabilities(Layer softmax) {
    float[] logits = {-50, 0, 50};
    FloatValues oneHot = FloatValues.of(new float[] {1, 0, 0}, 1, 3);

    for (boolean fromLogits : List.of(false, true)) {
      assertThat(loss(new SparseCategoricalCrossEntropy(fromLogits), softmax, logits, classes(0)))
          .isEqualTo(100);
      assertThat(loss(new CategoricalCrossEntropy(fromLogits), softmax, logits, oneHot))
          .isEqualTo(100);
    }
  }

  /** Behind another layer the probabilities are the outputs, as for Keras. */
  static List<Layer> behindASoftmax() {
    return List.of(new Flatten(), new Dropout(0), new Dropout(0.5), new Rescaling(1, 1));
  }

  @ParameterizedTest
  @MethodSource("behindASoftmax")
  void whatIsBehindASoftmaxIsTakenAsItIs(Layer behind) {
    Layer last = Sequential.of(softmax(), behind);
    float[] logits = {0, 0, 100};
    double rest = 1e-7 / (1 + 2e-7);

    assertThat(loss(new SparseCategoricalCrossEntropy(), last, logits, classes(0)))
        .isCloseTo(-Math.log(rest), Offset.offset(1e-5));
    // The probabilities 0, 0, 1 as logits.
    assertThat(loss(new SparseCategoricalCrossEntropy(true), last, logits, classes(0)))
        .isCloseTo(Math.log(2 + Math.E), Offset.offset(1e-6));
  }

  @Test
  void sequencesHaveALossForEachStep() {
    FloatValues outputs = FloatValues.of(new float[] {100, 0, 0, 0, 0, 40}, 1, 2, 3);
    Values classes = IntValues.of(new int[] {1, 0}, 1, 2);
    Values oneHot = FloatValues.of(new float[] {0, 1, 0, 1, 0, 0}, 1, 2, 3);
    for (boolean sparse : List.of(false, true)) {
      Loss loss = sparse ? new SparseCategoricalCrossEntropy() : new CategoricalCrossEntropy();
      Examples examples = new Examples(outputs, sparse ? classes : oneHot);
      try (Program program =
          Program.compile(
              Model.of("sequences", Input.floats(2, 3), softmax()),
              new Training(new Sgd(1), loss, List.of(), 1, 0, false),
              examples,
              examples)) {
        assertThat(program.evaluate(examples).loss()).isEqualTo(70);
        assertThat(
                program.trainEpoch(0, progress -> Verdict.CONTINUE).orElseThrow().training().loss())
            .isEqualTo(70);
      }
    }
  }

  /** Keras remembers the logits of a sigmoid too, and takes them for a softmax's. */
  @Test
  void behindASigmoidItsLogitsAreTakenToo() {
    Layer sigmoid = new Dense(3, Activation.SIGMOID).withKernelInitializer(new Identity(1));
    FloatValues oneHot = FloatValues.of(new float[] {1, 0, 0}, 1, 3);

    assertThat(
            loss(
                new SparseCategoricalCrossEntropy(), sigmoid, new float[] {-50, 0, 50}, classes(0)))
        .isEqualTo(100);
    assertThat(loss(new CategoricalCrossEntropy(), sigmoid, new float[] {-50, 0, 50}, oneHot))
        .isEqualTo(100);
  }

  /** Bare probabilities have a gradient where they are not clipped. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bareProbabilitiesTrain(boolean sparse) {
    Values targets = sparse ? classes(0) : FloatValues.of(new float[] {1, 0}, 1, 2);
    Loss loss = sparse ? new SparseCategoricalCrossEntropy() : new CategoricalCrossEntropy();
    Examples one = new Examples(FloatValues.of(new float[] {1}, 1, 1), targets);
    try (Program program =
        Program.compile(
            Model.of("bare", Input.floats(1), new Dense(2, Activation.LINEAR).withoutBias()),
            new Training(new Sgd(0.1), loss, List.of(), 1, 0, false),
            one,
            one)) {
      program.setWeights(Map.of("dense/kernel", FloatValues.of(new float[] {0.25f, 0.25f}, 1, 2)));
      program.trainEpoch(0, progress -> Verdict.CONTINUE);

      // -log(p / (p + q)) by p is -1 / p + 1 / (p + q), by q it is 1 / (p + q).
      assertThat(program.weights().get("dense/kernel").values())
          .containsExactly(new float[] {0.25f + 0.2f, 0.25f - 0.2f}, Offset.offset(1e-6f));
    }
  }

  @Test
  void theSparseAndTheDenseFormAgree() {
    float[] logits = {0.3f, -1, 2, 0.5f, 0.1f, -0.7f};
    double sparse = loss(new SparseCategoricalCrossEntropy(), softmax(), logits, classes(2, 0));
    double dense =
        loss(
            new CategoricalCrossEntropy(),
            softmax(),
            logits,
            FloatValues.of(new float[] {0, 0, 1, 1, 0, 0}, 2, 3));

    assertThat(dense).isEqualTo(sparse);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theGradientBehindASoftmaxIsTheErrorOverTheBatch(boolean sparse) {
    Values targets = sparse ? classes(1, 2) : FloatValues.of(new float[] {0, 1, 0, 0, 0, 1}, 2, 3);
    Loss loss = sparse ? new SparseCategoricalCrossEntropy() : new CategoricalCrossEntropy();
    // Two examples that pick a row of the kernel each: a row's gradient is that example's.
    Examples examples = new Examples(FloatValues.of(new float[] {1, 0, 0, 1}, 2, 2), targets);
    float[] logits = {1, 2, -1, 0.5f, 0, 30};
    try (Program program =
        Program.compile(
            Model.of("gradient", Input.floats(2), new Dense(3, Activation.SOFTMAX).withoutBias()),
            new Training(new Sgd(1), loss, List.of(), 2, 0, false),
            examples,
            examples)) {
      program.setWeights(Map.of("dense/kernel", FloatValues.of(logits.clone(), 2, 3)));
      program.trainEpoch(0, progress -> Verdict.CONTINUE);
      float[] moved = program.weights().get("dense/kernel").values();
      for (int row = 0; row < 2; row++) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
          sum += Math.exp(logits[row * 3 + i]);
        }
        for (int i = 0; i < 3; i++) {
          double error = Math.exp(logits[row * 3 + i]) / sum - (i == row + 1 ? 1 : 0);

          assertThat((double) logits[row * 3 + i] - moved[row * 3 + i])
              .isCloseTo(error / 2, roundings(Math.max(1, logits[row * 3 + i])));
        }
      }
    }
  }

  @Test
  void errorsOfRegressionsAreAveragedOverTheLastAxis() {
    FloatValues target = FloatValues.of(new float[] {0, 0, 1, 1}, 2, 2);
    float[] outputs = {1, -3, 1, 3};

    assertThat(loss(new MeanSquaredError(), IDENTITY, outputs, target)).isEqualTo(3.5);
    assertThat(loss(new MeanAbsoluteError(), IDENTITY, outputs, target)).isEqualTo(1.5);
  }
}
