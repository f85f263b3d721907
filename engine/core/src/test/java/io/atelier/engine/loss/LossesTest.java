package io.atelier.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Computed;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What the losses share: gradients, and targets that none can mean. */
class LossesTest {
  private static final float[][] TARGETS = {{1, 0, 0}, {0, 0, 1}};
  private static final float[][] OUTPUTS = {{0.5f, 0.2f, 0.3f}, {0.125f, 0.25f, 0.625f}};

  static Stream<Loss> losses() {
    return Stream.of(
        new BinaryCrossEntropy(false, 0.25),
        new BinaryCrossEntropy(true, 0.25),
        new CategoricalCrossEntropy(false, 0.25),
        new CategoricalCrossEntropy(true, 0.25),
        new BinaryFocalCrossEntropy(true, 0.25, 1.5, false, 0.1),
        new BinaryFocalCrossEntropy(false, 0.25, 2, true, 0),
        new CategoricalFocalCrossEntropy(0.5, 1.5, true, 0.1),
        new CategoricalFocalCrossEntropy(),
        new Huber(0.4),
        new LogCosh(),
        new Hinge(),
        new SquaredHinge(),
        new CategoricalHinge(),
        new KLDivergence(),
        new Poisson(),
        new CosineSimilarity(),
        new MeanAbsolutePercentageError(),
        new MeanSquaredLogarithmicError());
  }

  private static Operand<TFloat32> matrix(Ops tf, float[][] values) {
    return tf.constant(StdArrays.ndCopyOf(values));
  }

  private static double sum(Loss loss, float[][] outputs) {
    return Computed.floats(tf -> sum(tf, loss, matrix(tf, outputs))).values()[0];
  }

  private static Operand<TFloat32> sum(Ops tf, Loss loss, Operand<TFloat32> outputs) {
    return Reduction.SUM.of(
        tf, loss.perExample(tf, Prediction.of(outputs), matrix(tf, targets(loss))));
  }

  /** A percentage of 0 is too large for a difference of two losses. */
  private static float[][] targets(Loss loss) {
    return loss instanceof MeanAbsolutePercentageError
        ? new float[][] {{1, 0.75f, 2}, {-1, 0.5f, 1}}
        : TARGETS;
  }

  /** Central differences over 2^-8: off by its square, and by a sum's rounding over it. */
  @ParameterizedTest
  @MethodSource("losses")
  void gradientsAreThoseOfTheLoss(Loss loss) {
    float step = 1f / 256;
    float[] gradient =
        Computed.floats(
                tf -> {
                  Operand<TFloat32> x = matrix(tf, OUTPUTS);
                  return ((Graph) tf.scope().env())
                      .addGradients(sum(tf, loss, x).asOutput(), new Output<?>[] {x.asOutput()})[0]
                          .expect(TFloat32.class);
                })
            .values();
    for (int i = 0; i < 6; i++) {
      float[][] more = {OUTPUTS[0].clone(), OUTPUTS[1].clone()};
      float[][] less = {OUTPUTS[0].clone(), OUTPUTS[1].clone()};
      more[i / 3][i % 3] += step;
      less[i / 3][i % 3] -= step;
      double size = Math.max(1, Math.abs(sum(loss, OUTPUTS)));
      assertThat(gradient[i])
          .isCloseTo(
              (float) ((sum(loss, more) - sum(loss, less)) / (2 * step)),
              within((float) (size * 256 * 3e-7 + 64 * step * step)));
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void trainsInTheDevicesOwnWay(Loss loss) {
    FloatValues inputs = FloatValues.of(new float[] {1, -1, 2, 0.5f}, 2, 2);
    float[] flat = {1, 0, 0, 0, 0, 1};
    Examples examples = new Examples(inputs, FloatValues.of(flat, 2, 3));
    Model model = Model.of("one", Input.floats(2), new Dense(3, Activation.SOFTMAX));
    Training training = new Training(new Sgd(0.01), loss, List.of(), 2, 1, false);
    try (Program program = Program.compile(model, training, examples, examples)) {
      var result = program.trainEpoch(0, progress -> Verdict.CONTINUE).orElseThrow();
      double after = result.validation().orElseThrow().loss();
      assertThat(after).isLessThan(result.training().loss());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hinge|0.5|Hinge needs targets -1 and 1, got 0.5 at [0, 0]",
        "squared_hinge|3|SquaredHinge needs targets -1 and 1, got 3.0 at [0, 0]",
        "poisson|-1|Poisson needs targets of at least 0, got -1.0 at [0, 0]",
        "msle|-1|MeanSquaredLogarithmicError needs targets of at least 0",
        "kl_divergence|1.5|KLDivergence needs targets from 0 to 1, got 1.5",
        "categorical_hinge|0.5|CategoricalHinge needs one-hot rows as targets, got 0.5",
        "huber|NaN|Huber needs finite targets, got NaN",
        "cosine_similarity|NaN|CosineSimilarity needs finite targets",
        "binary_focal_crossentropy|2|BinaryFocalCrossEntropy needs targets from 0 to 1, got 2.0",
        "categorical_focal_crossentropy|2|CategoricalFocalCrossEntropy needs rows of targets that sum to 1"
      })
  void targetsThatCannotBeMeantAreRefused(String name, float target, String message) {
    Targets targets = new Targets("training", FloatValues.of(new float[] {target, target}, 1, 2));
    Loss loss = KerasConfig.read('"' + name + '"', Loss.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.require(Shape.of(-1, 2), targets))
        .withMessageStartingWith(message);
  }

  @Test
  void minusOneAndZeroAreNotBothNo() {
    Targets mixed = new Targets("training", FloatValues.of(new float[] {0, -1, 1}, 3, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Hinge().require(Shape.of(-1, 1), mixed))
        .withMessageStartingWith("Hinge needs targets 0 and 1, got -1.0 at [1, 0]");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Huber(0))
        .withMessageStartingWith("Huber needs delta above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinaryCrossEntropy(false, 1.5))
        .withMessageStartingWith("BinaryCrossEntropy needs labelSmoothing from 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CategoricalFocalCrossEntropy(0, 2, false, 0))
        .withMessageStartingWith("CategoricalFocalCrossEntropy needs alpha above 0");
  }

  /** Behind a sigmoid the loss comes from the logit: 100, not 16. */
  @Test
  void focusIsOnTheLogitsBehindASigmoid() {
    Model model =
        Model.of(
            "sure",
            Input.floats(1),
            new Dropout(0),
            new Dense(1, Activation.SIGMOID).withoutBias());
    Training training =
        new Training(new Sgd(1), new BinaryFocalCrossEntropy(), List.of(), 1, 0, false);
    try (Program program = Program.compile(model, training)) {
      program.setWeights(Map.of("dense/kernel", FloatValues.of(new float[] {1}, 1, 1)));
      Examples wrong =
          new Examples(FloatValues.of(new float[] {100}, 1, 1), IntValues.of(new int[] {0}, 1));
      assertThat(program.evaluate(wrong).loss()).isCloseTo(100, within(1e-4));
    }
  }

  /** Two of four targets count: -log(0.5), as all classes are alike. */
  @Test
  void ignoredTargetsDoNotCountInTheMean() {
    Model model = Model.of("alike", Input.floats(1), new Dense(2, Activation.SOFTMAX));
    Loss loss = new SparseCategoricalCrossEntropy(false, OptionalInt.of(-1));
    Training training = new Training(new Sgd(1), loss, List.of(), 4, 0, false);
    Examples examples =
        new Examples(FloatValues.of(new float[4], 4, 1), IntValues.of(new int[] {-1, 0, 1, -1}, 4));
    try (Program program = Program.compile(model, training, examples, examples)) {
      assertThat(program.evaluate(examples).loss()).isCloseTo(Math.log(2), within(1e-6));
      var result = program.trainEpoch(0, progress -> Verdict.CONTINUE).orElseThrow();
      assertThat(result.training().loss()).isCloseTo(Math.log(2), within(1e-6));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SparseCategoricalCrossEntropy()
                    .require(Shape.of(-1, 2), new Targets("training", examples.targets())))
        .withMessageContaining("got -1 at [0]");
  }
}
