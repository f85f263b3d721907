package io.atelier.engine.runtime.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.MeanAbsoluteError;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.loss.Targets;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.metric.TopKAccuracy;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

class ExamplesCheckTest {
  private static final Loss SPARSE = new SparseCategoricalCrossEntropy();
  private static final Loss ANY = (tf, prediction, targets) -> prediction.values();
  private static final Layer SAME = new Dropout(0);

  private static Training training(Loss loss, Metric... metrics) {
    return new Training(new Sgd(0.1), loss, List.of(metrics), 2, 0, false);
  }

  private static Model model(int units) {
    return Model.of("m", Input.floats(2), new Dense(units, Activation.LINEAR));
  }

  /** Three examples of made-up inputs, or as many as there are targets. */
  private static Examples examples(Values targets) {
    return new Examples(
        FloatValues.of(new float[2 * targets.count()], targets.count(), 2), targets);
  }

  private static Values ints(int... numbers) {
    return IntValues.of(numbers, numbers.length);
  }

  private static Values floats(float... numbers) {
    return FloatValues.of(numbers, numbers.length);
  }

  private static Values rows(int size, float... numbers) {
    return FloatValues.of(numbers, numbers.length / size, size);
  }

  /** In every place where examples are given. */
  private static void assertRefused(Model model, Training training, Examples wrong, String why) {
    for (String set : List.of("training", "validation")) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  Program.compile(
                          model,
                          training,
                          set.equals("training") ? Optional.of(wrong) : Optional.empty(),
                          set.equals("validation") ? Optional.of(wrong) : Optional.empty(),
                          Execution.AUTO)
                      .close())
          .withMessage(why.replace("SET", set));
    }
    try (Program program = Program.compile(model, training)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> program.evaluate(wrong))
          .withMessage(why.replace("SET", "evaluation"));
    }
  }

  private static void assertRefused(int units, Training training, Values targets, String why) {
    assertRefused(model(units), training, examples(targets), why);
  }

  private static String noClass(String who, Object got) {
    return who
        + " needs class numbers from 0 to 2 for outputs [n, 3], got "
        + got
        + " at [1] of the SET targets; number the classes from 0, and give the last layer a unit for each";
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 26, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void aLabelThatIsNoClassIsRefusedWithItsPlace(int label) {
    for (Loss loss : List.of(SPARSE, new SparseCategoricalCrossEntropy(true))) {
      assertRefused(
          3, training(loss), ints(0, label, 1), noClass("SparseCategoricalCrossEntropy", label));
    }
    for (Metric metric : List.of(new Accuracy(), new TopKAccuracy(1))) {
      assertRefused(
          3,
          training(ANY, metric),
          ints(0, label, 1),
          noClass(metric.getClass().getSimpleName(), label));
    }
    assertRefused(
        3,
        training(ANY, new LossMetric("nll", SPARSE)),
        ints(0, label, 1),
        noClass("SparseCategoricalCrossEntropy", label));
  }

  @ParameterizedTest
  @ValueSource(floats = {0.5f, 3, -1, 1e30f, Float.NaN, Float.POSITIVE_INFINITY})
  void floatLabelsAreWholeNumbersOfClasses(float label) {
    assertRefused(
        3,
        training(SPARSE, new Accuracy()),
        floats(2, label, 1),
        noClass("SparseCategoricalCrossEntropy", label));
  }

  @Test
  void byteLabelsAreUnsigned() {
    assertRefused(
        3,
        training(SPARSE),
        ByteValues.of(new byte[] {2, -1}, 2),
        noClass("SparseCategoricalCrossEntropy", 255));
    Model many = model(256);
    Program.compile(
            many,
            training(SPARSE),
            examples(ByteValues.of(new byte[] {2, -1}, 2)),
            examples(ints(255)))
        .close();
  }

  @Test
  void theLastOfManyLabelsIsLookedAtToo() {
    int[] labels = new int[100_000];
    labels[99_999] = 10;

    assertRefused(
        10,
        training(SPARSE),
        IntValues.of(labels, 100_000, 1),
        "SparseCategoricalCrossEntropy needs class numbers from 0 to 9 for outputs [n, 10], got 10"
            + " at [99999, 0] of the SET targets; number the classes from 0, and give the last"
            + " layer a unit for each");
  }

  @Test
  void streamedLabelsAreLookedAtToo() {
    int[] labels = new int[1000];
    labels[999] = 3;
    Execution streaming = Execution.AUTO.withMemory(2 * 2 * 12 * 10);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Program.compile(
                        model(3),
                        training(SPARSE),
                        Optional.of(examples(ints(labels))),
                        Optional.empty(),
                        streaming)
                    .close())
        .withMessageContaining("got 3 at [999] of the training targets");
  }

  @Test
  void targetsMayHaveASequenceAxis() {
    Model sequences = Model.of("m", Input.floats(2, 3), SAME);
    Examples right =
        new Examples(FloatValues.of(new float[6], 1, 2, 3), IntValues.of(new int[] {0, 2}, 1, 2));
    Program.compile(sequences, training(SPARSE, new Accuracy(), new TopKAccuracy(2)), right, right)
        .close();

    assertRefused(
        sequences,
        training(SPARSE),
        new Examples(right.inputs(), IntValues.of(new int[] {0, 3}, 1, 2)),
        "SparseCategoricalCrossEntropy needs class numbers from 0 to 2 for outputs [n, 2, 3], got 3"
            + " at [0, 1] of the SET targets; number the classes from 0, and give the last layer a"
            + " unit for each");
    assertRefused(
        sequences,
        training(SPARSE),
        new Examples(right.inputs(), ints(0)),
        "SparseCategoricalCrossEntropy needs SET targets [n, 2] or [n, 2, 1] for outputs [n, 2, 3],"
            + " got [n]; give one class number for each row of outputs");
  }

  @Test
  void oneHotRowsAreNotForTheSparseLossNorClassNumbersForTheOther() {
    assertRefused(
        3,
        training(SPARSE),
        rows(3, 0, 0, 1),
        "SparseCategoricalCrossEntropy needs SET targets [n] or [n, 1] for outputs [n, 3], got"
            + " [n, 3]; give class numbers instead of a number for each class, or take"
            + " CategoricalCrossEntropy");
    assertRefused(
        3,
        training(new CategoricalCrossEntropy()),
        ints(0, 1, 2),
        "CategoricalCrossEntropy needs SET targets [n, 3] for outputs [n, 3], got [n]; give"
            + " one-hot rows, or take SparseCategoricalCrossEntropy for class numbers");
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "3, 1", "3, 2", "2, 3"})
  void regressionsNeedATargetForEachOutput(int units, int targets) {
    for (Loss loss : List.of(new MeanSquaredError(), new MeanAbsoluteError())) {
      assertRefused(
          units,
          training(loss),
          rows(targets, new float[targets * 2]),
          "%s needs SET targets [n, %s] for outputs [n, %s], got [n, %s]; give as many targets as the last layer has units"
              .formatted(loss.getClass().getSimpleName(), units, units, targets));
    }
  }

  @Test
  void aTargetForEachExampleIsNotOneForEachOfThreeOutputs() {
    assertRefused(
        3,
        training(new MeanSquaredError()),
        floats(1, 2, 3),
        "MeanSquaredError needs SET targets [n, 3] for outputs [n, 3], got [n]; give as many"
            + " targets as the last layer has units");
    assertRefused(
        3,
        training(ANY, new Accuracy()),
        rows(2, 0, 1),
        "Accuracy needs SET targets [n, 3] for outputs [n, 3], got [n, 2]; give class numbers, or a"
            + " number for each class");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void numbersThatAreNoneAreRefused(float number) {
    for (Loss loss : List.of(new MeanSquaredError(), new MeanAbsoluteError(), ANY)) {
      assertRefused(
          1,
          training(loss),
          floats(1, 2, number),
          "%s needs finite targets, got %s at [2] of the SET targets; remove such examples or correct them"
              .formatted(loss == ANY ? "Loss" : loss.getClass().getSimpleName(), number));
    }
    assertRefused(
        model(1),
        training(new MeanSquaredError()),
        new Examples(rows(2, 1, 2, 3, number), floats(1, 2)),
        "Model m needs finite inputs, got %s at [1, 1] of the SET inputs; remove such examples or correct them"
            .formatted(number));
  }

  @Test
  void rowsOfProbabilitiesSumToOne() {
    Training training = training(new CategoricalCrossEntropy());
    assertRefused(
        2,
        training,
        rows(2, 1, 0, 1, 1),
        "CategoricalCrossEntropy needs rows of targets that sum to 1, got 2.0 in the row at [1, 0]"
            + " of the SET targets; divide each row by its sum");
    assertRefused(
        2,
        training,
        rows(2, 1, 0, 2, -1),
        "CategoricalCrossEntropy needs probabilities as targets, got -1.0 at [1, 1] of the SET"
            + " targets; give rows that sum to 1, such as one-hot rows");
    assertRefused(
        2,
        training,
        rows(2, Float.NaN, 0),
        "CategoricalCrossEntropy needs probabilities as targets, got NaN at [0, 0] of the SET"
            + " targets; give rows that sum to 1, such as one-hot rows");
    // Soft labels, also rounded to two decimals, and bytes.
    Examples soft = examples(rows(3, 0.33f, 0.33f, 0.33f, 0.05f, 0.9f, 0.05f));
    Examples bytes = examples(ByteValues.of(new byte[] {0, 0, 1}, 1, 3));
    Program.compile(model(3), training, soft, bytes).close();
  }

  @Test
  void oneUnitHasNoClasses() {
    for (Values targets : List.of(ints(0, 1), rows(1, 0, 1))) {
      assertRefused(
          1,
          Training.of(new Sgd(0.1), 2),
          targets,
          "SparseCategoricalCrossEntropy needs outputs of at least 2 classes, got [n, 1]; for yes"
              + " or no take BinaryCrossEntropy and Accuracy, for classes give the last layer a"
              + " unit for each");
    }
  }

  @Test
  void yesAndNoAreOneAndZero() {
    assertRefused(
        1,
        training(new BinaryCrossEntropy()),
        ints(0, 2, 1),
        "BinaryCrossEntropy needs targets from 0 to 1, got 2 at [1] of the SET targets; give 0 for"
            + " no and 1 for yes");
    assertRefused(
        1,
        training(new MeanSquaredError(), new Accuracy()),
        floats(0, 0.5f, 1),
        "Accuracy needs targets 0 or 1 for outputs of one unit, got 0.5 at [1] of the SET targets;"
            + " leave it out where answers are not yes or no");
  }

  @Test
  void thereAreAsManyBestClassesAsClassesAtMost() {
    assertRefused(
        3,
        training(SPARSE, new TopKAccuracy(4)),
        ints(0, 1),
        "TopKAccuracy needs k of at most 3, the number of classes, got 4; give a smaller number");
  }

  @Test
  void noExamplesAreRefused() {
    assertRefused(
        3,
        training(SPARSE),
        ints(),
        "Model m needs at least 1 SET example, got none; give it some");
    assertRefused(
        model(3),
        training(ANY),
        examples(ints(0, 1)).slice(1, 1),
        "Model m needs at least 1 SET example, got none; give it some");
  }

  @Test
  void noInputsHaveNoAnswersInTheirShape() {
    try (Program program = Program.compile(model(3), training(SPARSE))) {
      assertThat(program.outputs(FloatValues.of(new float[0], 0, 2)).shape()).containsExactly(0, 3);
    }
  }

  @Test
  void aLossOfOnesOwnMaySayWhatItTakes() {
    Loss masked =
        new Loss() {
          @Override
          public Operand<TFloat32> perExample(
              Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
            return prediction.values();
          }

          @Override
          public void require(Shape output, Targets targets) {
            targets.requireShapeOf("Masked", output, "give NaN for what is missing");
          }
        };
    Examples holes = examples(floats(1, Float.NaN));
    Program.compile(model(1), training(masked), holes, holes).close();

    float[] none = new float[4];
    Arrays.fill(none, Float.NaN);
    assertRefused(
        1,
        training(masked),
        rows(2, none),
        "Masked needs SET targets [n, 1] for outputs [n, 1], got [n, 2]; give NaN for what is missing");
  }
}
