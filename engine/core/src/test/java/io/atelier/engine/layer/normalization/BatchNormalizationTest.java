package io.atelier.engine.layer.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.Rounding;
import io.atelier.engine.initializer.Constant;
import io.atelier.engine.initializer.GlorotUniform;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContract;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

class BatchNormalizationTest implements LayerContract {
  private static final float[] X = {1, 2, 3, 4, 5, 6, 7, 9};
  private static final Examples FOUR =
      new Examples(FloatValues.of(X, 4, 2), FloatValues.of(new float[4], 4, 1));

  @Override
  public Layer layer() {
    return new BatchNormalization(0.9, 0.01);
  }

  @Override
  public Shape input() {
    return Shape.of(3, 2, 2, 2);
  }

  @Override
  public Shape output() {
    return input();
  }

  private static Model model(Layer layer) {
    return Model.of(
        "m",
        Input.floats(2),
        layer,
        new Dense(1, Activation.LINEAR).withKernelInitializer(new Constant(0.5)).frozen());
  }

  /** A rate of 0: what training moves is the statistics alone. */
  private static Training still(int batch) {
    return new Training(new Sgd(0), new MeanSquaredError(), List.of(), batch, 0, false);
  }

  private static void epoch(Program program) {
    program.trainEpoch(0, done -> io.atelier.engine.training.Verdict.CONTINUE);
  }

  private static float[] weight(Program program, String name) {
    return program.weights().get("batch_normalization/" + name).values();
  }

  private static Program trained(Layer layer, int batch, Execution execution) {
    Program program =
        Program.compile(model(layer), still(batch), Optional.of(FOUR), Optional.empty(), execution);
    epoch(program);
    return program;
  }

  /** Means 4 and 5.25, variances 5 and 6.6875, divided by 4. */
  @ParameterizedTest
  @EnumSource(Execution.Compilation.class)
  void theMovingStatisticsFollowThoseOfEveryBatch(Execution.Compilation compilation) {
    Layer layer = new BatchNormalization(0.75, 0.001);
    Execution execution = new Execution(Execution.Device.CPU, 0, compilation);
    Offset<Float> rounded = Offset.offset((float) (8 * Rounding.FLOAT32.of(8)));
    try (Program program = trained(layer, 4, execution)) {
      assertThat(weight(program, "moving_mean")).containsExactly(new float[] {1, 1.3125f}, rounded);
      assertThat(weight(program, "moving_variance"))
          .containsExactly(new float[] {0.75f + 1.25f, 0.75f + 6.6875f / 4}, rounded);
    }
    // Two batches, {1, 3} {5, 7} and {2, 4} {6, 9}: means 2, 6 and 3, 7.5, variances 1, 1 and 1,
    // 2.25.
    try (Program program = trained(layer, 2, execution)) {
      assertThat(weight(program, "moving_mean"))
          .containsExactly(new float[] {0.5f * 0.75f + 1.5f, 0.75f * 0.75f + 1.875f}, rounded);
      assertThat(weight(program, "moving_variance"))
          .containsExactly(new float[] {1, 0.75f + 0.5625f}, rounded);
    }
  }

  @Test
  void answersWithTheMovingStatistics() {
    Layer layer = new BatchNormalization(0.75, 0.001);
    try (Program program = trained(layer, 4, Execution.AUTO)) {
      float[] mean = weight(program, "moving_mean");
      float[] variance = weight(program, "moving_variance");
      double expected = 0;
      for (int i = 0; i < 2; i++) {
        expected += 0.5 * (X[i] - mean[i]) / Math.sqrt(variance[i] + 0.001);
      }
      assertThat((double) program.predict(FloatValues.of(new float[] {1, 2}, 1, 2))[0][0])
          .isCloseTo(expected, Offset.offset(4 * Rounding.FLOAT32.of(8)));
    }
  }

  @Test
  void frozenItKeepsItsStatisticsAndTrainsWithThem() {
    try (Program program = trained(new BatchNormalization().frozen(), 4, Execution.AUTO)) {
      assertThat(weight(program, "moving_mean")).containsExactly(0, 0);
      assertThat(weight(program, "moving_variance")).containsExactly(1, 1);
    }
  }

  /** Shares of two rows each: the mean of their means is that of all, of their variances not. */
  @Test
  void onSeveralDevicesTheMovingStatisticsAreTheMeanOfTheDevices() {
    Layer layer = new BatchNormalization(0.75, 0.001);
    try (Program program =
        trained(
            layer,
            4,
            new Execution(Execution.Device.CPU, 0, Execution.Compilation.AUTO).withReplicas(2))) {
      Offset<Float> rounded = Offset.offset((float) (8 * Rounding.FLOAT32.of(8)));
      assertThat(weight(program, "moving_mean")).containsExactly(new float[] {1, 1.3125f}, rounded);
      assertThat(weight(program, "moving_variance"))
          .containsExactly(new float[] {1, 0.75f + (1 + 2.25f) / 8}, rounded);
    }
  }

  /** Three shares of a batch: thirds and quarters of a weight do not sum to it in float32. */
  @Test
  void onSeveralDevicesWhatIsFrozenStaysTheSameToTheBit() {
    Layer layer = new Dense(2, Activation.LINEAR).withKernelInitializer(new GlorotUniform(5));
    Execution three = new Execution(Execution.Device.CPU, 0, Execution.Compilation.AUTO);
    try (Program program = trained(layer.frozen(), 3, three.withReplicas(3));
        Program untouched = Program.compile(model(layer.frozen()), still(3))) {
      assertThat(program.weights()).isEqualTo(untouched.weights());
    }
  }

  @Test
  void aSavedProgramGoesOnWithItsStatistics(@TempDir Path folder) throws Exception {
    Layer layer = new BatchNormalization(0.75, 0.001);
    Path saved = folder.resolve("saved");
    try (Program program = trained(layer, 2, Execution.AUTO)) {
      program.save(saved);
      epoch(program);
      try (Program other = Program.compile(model(layer), still(2), FOUR, FOUR)) {
        other.restore(saved);
        epoch(other);
        assertThat(other.weights()).isEqualTo(program.weights());
      }
      program.export(folder.resolve("exported"));
    }
  }

  @Test
  void refusesWhatCannotBeMeant() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchNormalization(1.5, 0.001))
        .withMessageContaining("momentum in [0, 1], got 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchNormalization(0.9, 0))
        .withMessageContaining("positive, finite epsilon, got 0.0");
  }

  @Test
  void hasKerasWeights() {
    try (Program program = Program.compile(model(new BatchNormalization()), still(1))) {
      assertThat(program.weights().keySet())
          .containsExactly(
              "batch_normalization/gamma",
              "batch_normalization/beta",
              "batch_normalization/moving_mean",
              "batch_normalization/moving_variance",
              "dense/kernel",
              "dense/bias");
      assertThat(program.weights())
          .containsAllEntriesOf(
              Map.of(
                  "batch_normalization/gamma", FloatValues.of(new float[] {1, 1}, 2),
                  "batch_normalization/moving_variance", FloatValues.of(new float[] {1, 1}, 2)));
    }
  }
}
