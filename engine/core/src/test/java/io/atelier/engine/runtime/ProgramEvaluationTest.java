package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.engine.Rounding;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.engine.loss.MeanAbsoluteError;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.TopKAccuracy;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.training.Scores;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numeric")
class ProgramEvaluationTest {
  private static final int EXAMPLES = 2 * 500 + 3;

  private static Model classifier() {
    return Model.of("classifier", Input.floats(3), new Dense(4, Activation.SOFTMAX));
  }

  /** The last three, a batch of their own, are unlike the others. */
  private static Examples examples() {
    Random random = new Random(0);
    float[] inputs = new float[EXAMPLES * 3];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian() * (i < (EXAMPLES - 3) * 3 ? 1 : 50);
    }
    return new Examples(
        FloatValues.of(inputs, EXAMPLES, 3),
        IntValues.of(random.ints(EXAMPLES, 0, 4).toArray(), EXAMPLES));
  }

  private static FloatValues oneHot(IntValues labels) {
    float[] rows = new float[labels.count() * 4];
    for (int i = 0; i < labels.count(); i++) {
      rows[i * 4 + labels.values()[i]] = 1;
    }
    return FloatValues.of(rows, labels.count(), 4);
  }

  @Test
  void manyExamplesScoreTheMeanOfWhatIsPredictedForEach() {
    Examples examples = examples();
    int[] labels = ((IntValues) examples.targets()).values();
    Training training =
        new Training(
            new Sgd(1),
            new SparseCategoricalCrossEntropy(),
            List.of(new Accuracy(), new TopKAccuracy(2)),
            8,
            0,
            true);
    try (Program program = Program.compile(classifier(), training)) {
      float[][] answers = program.predict(examples.inputs());
      double loss = 0;
      double right = 0;
      double second = 0;
      for (int i = 0; i < answers.length; i++) {
        float own = answers[i][labels[i]];
        int above = 0;
        for (float other : answers[i]) {
          above += other > own ? 1 : 0;
        }
        loss -= Math.log(own);
        right += above == 0 ? 1 : 0;
        second += above <= 1 ? 1 : 0;
      }
      Scores scores = program.evaluate(examples);

      assertThat(answers).hasDimensions(EXAMPLES, 4);
      // A loss is off by a few roundings of its logits, 5 on average at most; the losses are
      // summed.
      double rounding =
          Rounding.FLOAT32.of(8) * 5 + Rounding.FLOAT32.ofSum(EXAMPLES) * loss / EXAMPLES;
      assertThat(scores.loss()).isCloseTo(loss / EXAMPLES, Offset.offset(rounding));
      assertThat(scores.accuracy()).isEqualTo((float) (right / EXAMPLES));
      assertThat(scores.metrics())
          .isEqualTo(
              Map.of(
                  "accuracy",
                  (double) (float) (right / EXAMPLES),
                  "top_2_accuracy",
                  (double) (float) (second / EXAMPLES)));
    }
  }

  @Test
  void targetsMayBeClassesOrDistributions() {
    Examples classes = examples();
    Examples rows = new Examples(classes.inputs(), oneHot((IntValues) classes.targets()));
    try (Program sparse = Program.compile(classifier(), Training.of(new Sgd(1), 8));
        Program dense =
            Program.compile(
                classifier(),
                new Training(
                    new Sgd(1),
                    new CategoricalCrossEntropy(),
                    List.of(new Accuracy()),
                    8,
                    0,
                    true))) {
      assertThat(dense.evaluate(rows)).isEqualTo(sparse.evaluate(classes));
    }
  }

  @Test
  void targetsMayBeFloats() {
    Model model = Model.of("line", Input.floats(1), new Dense(1, Activation.LINEAR));
    Training training =
        new Training(
            new Sgd(1),
            new MeanSquaredError(),
            List.of(new LossMetric("mae", new MeanAbsoluteError())),
            1,
            0,
            true);
    try (Program program = Program.compile(model, training)) {
      program.setWeights(Map.of("dense/kernel", FloatValues.of(new float[] {2}, 1, 1)));
      FloatValues inputs = FloatValues.of(new float[] {1, 2}, 2, 1);

      assertThat(
              program.evaluate(new Examples(inputs, FloatValues.of(new float[] {2.5f, 5}, 2, 1))))
          .isEqualTo(new Scores(0.625, Map.of("mae", 0.75)));
      assertThat(program.evaluate(new Examples(inputs, IntValues.of(new int[] {2, 5}, 2, 1))))
          .isEqualTo(new Scores(0.5, Map.of("mae", 0.5)));
    }
  }

  @Test
  void evaluatingChangesNothing() {
    try (Program program = Program.compile(classifier(), Training.of(new Sgd(1), 8))) {
      Map<String, FloatValues> before = program.weights();
      Scores scores = program.evaluate(examples());

      assertThat(program.evaluate(examples())).isEqualTo(scores);
      assertThat(program.weights()).isEqualTo(before);
    }
  }

  @Test
  void noExamplesHaveNoAnswers() {
    try (Program program = Program.compile(classifier(), Training.of(new Sgd(1), 8))) {
      assertThat(program.predict(FloatValues.of(new float[0], 0, 3))).isEmpty();
    }
  }
}
