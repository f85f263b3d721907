package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The numbers of Keras' and TensorFlow's own tests and documentation ({@code keras-goldens.json}
 * and {@code keras-documented.json}), each at its stated tolerance.
 */
@Tag("numeric")
class GoldensTest {
  /** TensorBoard's files, which Atelier does not write. */
  private static final Set<String> TENSORBOARD = Set.of("crc32c", "tfrecord", "tensorboard_tags");

  /** Cases that cannot be run, and why. */
  private static final Map<String, String> NOT_RUN =
      Map.of("loss.activity_regularizer_l2", "layers have no regularizer of what they give yet");

  private static final Map<String, Runner> RUNNERS =
      Map.ofEntries(
          Map.entry("activation", GoldenLosses::activation),
          Map.entry("batching", GoldenBatches::batching),
          Map.entry("behaviour", GoldenTraining::lossBehindSoftmax),
          Map.entry("class_weight", GoldenMetrics::classWeights),
          Map.entry("confusion_matrix", GoldenLosses::confusionMatrix),
          Map.entry("conv2d_backprop_filter", GoldenContexts::gradientByKernel),
          Map.entry("conv2d_backprop_input", GoldenContexts::gradientByImages),
          Map.entry("conv2d_op", GoldenLayers::convolution),
          Map.entry("defaults", GoldenInitializers::defaults),
          Map.entry("dropout_property", GoldenContexts::dropout),
          Map.entry("early_stopping", GoldenStopping::stopping),
          Map.entry("early_stopping_external_stop", GoldenStopping::stoppedByAnother),
          Map.entry("early_stopping_mode", GoldenStopping::mode),
          Map.entry("evaluate", GoldenTraining::evaluate),
          Map.entry("fit", GoldenTraining::fit),
          Map.entry("fit_flags", GoldenTraining::flags),
          Map.entry("gradient_clip", GoldenOptimizers::clip),
          Map.entry("initializer_exact", GoldenInitializers::exact),
          Map.entry("initializer_limit", GoldenInitializers::limit),
          Map.entry("initializer_seeded", GoldenInitializers::seeded),
          Map.entry("initializer_stats", GoldenInitializers::statistics),
          Map.entry("layer", GoldenLayers::layer),
          Map.entry("layer_training", GoldenLayers::training),
          Map.entry("loss", GoldenLosses::loss),
          Map.entry("loss_and_gradient", GoldenLosses::lossAndGradient),
          Map.entry("max_pool_op", GoldenLayers::maxPooling),
          Map.entry("metric", GoldenMetrics::metric),
          Map.entry("model_summary", GoldenSummaries::text),
          Map.entry("one_hot", GoldenLayers::oneHot),
          Map.entry("optimizer_accumulation", GoldenOptimizers::steps),
          Map.entry("optimizer_ema", GoldenOptimizers::steps),
          Map.entry("optimizer_minimize", GoldenOptimizers::minimize),
          Map.entry("optimizer_steps", GoldenOptimizers::steps),
          Map.entry("output_shape", GoldenLayers::outputShape),
          Map.entry("param_count", GoldenSummaries::parameters),
          Map.entry("predict", GoldenTraining::predict),
          Map.entry("regularizer", GoldenRegularizers::regularizer),
          Map.entry("rng", GoldenInitializers::random),
          Map.entry("schedule", GoldenOptimizers::schedule),
          Map.entry("validation_split_error", GoldenBatches::tooFewToSplit));

  @FunctionalInterface
  private interface Runner {
    void run(Golden golden) throws IOException;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"run", "documented"})
  void givesTheNumbersKerasGives(Golden golden) throws IOException {
    try {
      RUNNERS.get(golden.kind()).run(golden);
      golden.requireAllChecked();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(golden.name() + ": " + e.getMessage(), e);
    }
  }

  static List<Golden> run() throws IOException {
    return Golden.all().stream()
        .filter(golden -> RUNNERS.containsKey(golden.kind()))
        .filter(golden -> !NOT_RUN.containsKey(golden.name()))
        .toList();
  }

  static List<Golden> documented() throws IOException {
    return Golden.documented();
  }

  @Test
  void runsEveryCaseOrSaysWhyNot() throws IOException {
    Set<String> run = run().stream().map(Golden::name).collect(Collectors.toSet());
    assertThat(Golden.all())
        .allMatch(
            golden ->
                run.contains(golden.name())
                    || TENSORBOARD.contains(golden.kind())
                    || NOT_RUN.containsKey(golden.name()));
    assertThat(Golden.all()).hasSize(246);
    assertThat(run).hasSize(246 - 8 - NOT_RUN.size());
  }

  @Test
  void everyDocumentedCaseHasARunnerANameOfItsOwnAndASource() throws IOException {
    assertThat(documented()).allMatch(golden -> RUNNERS.containsKey(golden.kind()));
    assertThat(Stream.concat(Golden.all().stream(), documented().stream()).map(Golden::name))
        .doesNotHaveDuplicates();
    assertThat(documented()).allMatch(golden -> golden.json().path("source").has("path"));
  }

  @Test
  void excusesOnlyCasesThatExist() throws IOException {
    assertThat(Golden.all().stream().map(Golden::name)).containsAll(NOT_RUN.keySet());
    assertThat(NOT_RUN).hasSizeLessThan(5);
  }
}
