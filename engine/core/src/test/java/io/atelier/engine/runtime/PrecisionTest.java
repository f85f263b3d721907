package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.engine.Rounding;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.Execution.Precision;
import io.atelier.engine.runtime.device.CpuPrecision;
import io.atelier.engine.training.ProgressListener;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("numeric")
class PrecisionTest {
  private static final ProgressListener GO_ON = progress -> Verdict.CONTINUE;
  private static final int BATCH = 8;

  /** The rate makes the change of a weight the negative of its gradient. */
  private static final Training ONE_STEP = Training.of(new Sgd(1), BATCH);

  private static Program program(
      Model model, Training training, Examples examples, Compilation compilation, Precision of) {
    return Program.compile(
        model,
        training,
        Optional.of(examples),
        Optional.empty(),
        new Execution(Device.CPU, 0, compilation).withPrecision(of));
  }

  private record Step(Map<String, FloatValues> before, Map<String, FloatValues> after) {
    static Step of(Model model, Compilation compilation, Precision precision) {
      try (Program program =
          program(model, ONE_STEP, Sets.images(BATCH, 1), compilation, precision)) {
        Map<String, FloatValues> before = program.weights();
        assertThat(program.trainEpoch(0, GO_ON).orElseThrow().training().loss()).isFinite();
        return new Step(before, program.weights());
      }
    }

    float[] gradient(String name) {
      float[] gradient = before.get(name).values().clone();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] -= after.get(name).values()[i];
      }
      return gradient;
    }
  }

  /**
   * As the other networks, but smooth: a rounding never turns a ReLU or the choice of a pooling.
   */
  private static final Model DENSE =
      Model.of(
          "dense",
          Input.bytes(8, 8, 1),
          new Rescaling(1, 255),
          new Flatten(),
          new Dense(16, Activation.TANH),
          new Dense(Sets.CLASSES, Activation.SOFTMAX));

  private static final Model CONVOLUTION =
      Model.of(
          "convolution",
          Input.bytes(8, 8, 1),
          new Rescaling(1, 255),
          new Conv2D(4, 3, Activation.TANH),
          new Flatten(),
          new Dropout(0.3),
          new Dense(Sets.CLASSES, Activation.SOFTMAX));

  /** The lengths of the sums in the products on the way to the gradient of the first kernel. */
  private static final Map<Model, int[]> PRODUCTS =
      Map.of(
          DENSE, new int[] {64, 16, Sets.CLASSES, BATCH},
          CONVOLUTION, new int[] {9, 36 * 4, Sets.CLASSES, BATCH * 36});

  /**
   * {@return how far the result of products one after another may be off} Each rounds both of its
   * factors and its result, and, where it is added in the type too, its partial sums.
   */
  private static double bound(Precision precision, int... sums) {
    Rounding type = precision == Precision.BFLOAT16 ? Rounding.BFLOAT16 : Rounding.FLOAT16;
    return Arrays.stream(sums).mapToDouble(terms -> type.of(3) + type.ofSum(terms)).sum();
  }

  /** SIGILL would end the JVM: the test is skipped, and says why. */
  private static void assumeThisCpuCan(Precision precision) {
    assumeThatCode(() -> CpuPrecision.current().require(precision)).doesNotThrowAnyException();
  }

  /** {@return the length of the difference in units of the length of {@code b}} */
  private static double difference(float[] a, float[] b) {
    double squares = 0;
    double whole = 0;
    for (int i = 0; i < a.length; i++) {
      squares += Math.pow(a[i] - b[i], 2);
      whole += Math.pow(b[i], 2);
    }
    return Math.sqrt(squares / whole);
  }

  @ParameterizedTest
  @CsvSource({
    "BFLOAT16, INTERPRETED",
    "BFLOAT16, COMPILED",
    "MIXED_FLOAT16, INTERPRETED",
    "MIXED_FLOAT16, COMPILED",
  })
  void halfPrecisionRoundsGradientsALittleAndWeightsNotAtAll(
      Precision precision, Compilation compilation) {
    assumeThisCpuCan(precision);
    for (Model model : PRODUCTS.keySet()) {
      double bound = bound(precision, PRODUCTS.get(model));
      Step exact = Step.of(model, compilation, Precision.FLOAT32);
      Step rounded = Step.of(model, compilation, precision);

      assertThat(rounded.before()).isEqualTo(exact.before());
      for (String weight : exact.before().keySet()) {
        double off = difference(rounded.gradient(weight), exact.gradient(weight));
        assertThat(off).as(model.name() + " " + weight).isFinite().isLessThan(bound);
        if (weight.endsWith("kernel")) {
          assertThat(off).as(model.name() + " " + weight).isGreaterThan(bound / 100);
        }
      }
    }
  }

  @Test
  void tf32IsFloat32OnACpu() {
    assertThat(Step.of(Sets.cnn(), Compilation.INTERPRETED, Precision.TF32))
        .isEqualTo(Step.of(Sets.cnn(), Compilation.INTERPRETED, Precision.FLOAT32));
  }

  /** Two numbers an example, the second beyond float16 in every other batch of one. */
  private static Examples overflowing() {
    return new Examples(
        FloatValues.of(new float[] {1, 1, 1, 1e6f, 1, 2, 1, 1e6f, 1, 3}, 5, 2),
        IntValues.of(new int[] {0, 1, 0, 1, 0}, 5));
  }

  private static final Model TWO =
      Model.of("two", Input.floats(2), new Dense(2, Activation.SOFTMAX));

  private static Program overflowingProgram(Compilation compilation) {
    Training training = Training.of(new Sgd(0.1), 1);
    return program(
        TWO,
        new Training(training.optimizer(), training.loss(), List.of(), 1, 0, false),
        overflowing(),
        compilation,
        Precision.MIXED_FLOAT16);
  }

  @ParameterizedTest
  @CsvSource({"INTERPRETED", "COMPILED"})
  void aStepWithGradientsThatAreNotFiniteMovesNothingAndHalvesTheScale(
      Compilation compilation, @TempDir Path folder) throws IOException {
    Path saved = folder.resolve("saved");
    Map<String, FloatValues> weights;
    try (Program program = overflowingProgram(compilation)) {
      program.trainEpoch(0, GO_ON);
      program.save(saved);
      weights = program.weights();
    }
    assertThat(weights.get("dense/kernel").values()).doesNotContain(Float.NaN);
    assertThat(Computed.savedIterations(saved)).isEqualTo(3);
    assertThat(Computed.savedFloats(saved, "loss_scale/scale")).containsExactly(8192);
    assertThat(Computed.savedFloats(saved, "loss_scale/good_steps")).containsExactly(1);

    try (Program resumed = overflowingProgram(compilation)) {
      resumed.restore(saved);
      resumed.trainEpoch(1, GO_ON);
      resumed.save(folder.resolve("later"));
    }
    assertThat(Computed.savedFloats(folder.resolve("later"), "loss_scale/scale"))
        .containsExactly(2048);
  }

  @ParameterizedTest
  @CsvSource({"BFLOAT16", "MIXED_FLOAT16"})
  void anExportAnswersInThePrecisionOfTheTraining(Precision precision, @TempDir Path folder)
      throws IOException {
    assumeThisCpuCan(precision);
    Examples images = Sets.images(50, 3);
    Execution exact = new Execution(Device.CPU, 0, Compilation.AUTO);
    try (Program program =
            Program.compile(
                Sets.cnn(),
                Sets.training(),
                Optional.empty(),
                Optional.empty(),
                exact.withPrecision(precision));
        Program reference =
            Program.compile(
                Sets.cnn(), Sets.training(), Optional.empty(), Optional.empty(), exact)) {
      program.export(folder.resolve("exported"), Serving.DEFAULT, images.inputs());

      float[] answers = program.outputs(images.inputs()).values();
      double off = difference(answers, reference.outputs(images.inputs()).values());
      double bound = bound(precision, 9, 9 * 4);
      assertThat(off).isGreaterThan(bound / 1000).isLessThan(bound);
    }
  }
}
