package io.atelier.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.engine.Rounding;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
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
