package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.Rounding;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A device trains as the executor of the CPU does: 52 steps of 8 images, float32, from the same
 * weights in the same order. Losses differ by the roundings of so many steps, whose longest sums
 * are the gradients of the convolution: one term for each of 36 places in 8 images.
 *
 * <p>{@code -Datelier.parity.device=gpu}, or {@code cpu} for its compiled steps.
 */
@EnabledIfSystemProperty(named = "atelier.parity.device", matches = "gpu|cpu")
@Tag("numeric")
class ParityTest {
  private static final int EPOCHS = 4;
  private static final Percentage TOLERANCE =
      Percentage.withPercentage(100 * Rounding.FLOAT32.ofTraining(EPOCHS * 13, 36 * 8));

  /** A third of a step of Adam, whose size does not depend on how near to 0 a gradient is. */
  private static final double WEIGHT_TOLERANCE = 0.003 / 3;

  private record Trained(
      List<Double> losses, Map<String, FloatValues> weights, FloatValues answers) {}

  @ParameterizedTest
  @CsvSource({
    "mlp, AUTO",
    "mlp, INTERPRETED",
    "mlp, COMPILED",
    "cnn, AUTO",
    "cnn, INTERPRETED",
    "cnn, COMPILED"
  })
  void aDeviceTrainsAsTheCpuDoes(String name, Compilation compilation) {
    Device device =
        Device.valueOf(System.getProperty("atelier.parity.device").toUpperCase(Locale.ROOT));
    Model model = name.equals("mlp") ? Sets.mlp() : Sets.cnn();
    Trained expected = train(model, new Execution(Device.CPU, 0, Compilation.INTERPRETED));
    Trained actual = train(model, new Execution(device, 0, compilation));

    assertThat(expected.losses().get(2 * EPOCHS - 2)).isLessThan(expected.losses().get(0));
    for (int i = 0; i < expected.losses().size(); i++) {
      assertThat(actual.losses().get(i)).isCloseTo(expected.losses().get(i), TOLERANCE);
    }
    expected
        .weights()
        .forEach(
            (weight, values) ->
                assertThat(actual.weights().get(weight).values())
                    .as(weight)
                    .containsExactly(values.values(), within((float) WEIGHT_TOLERANCE)));
    assertThat(actual.answers().values())
        .containsExactly(expected.answers().values(), within((float) WEIGHT_TOLERANCE));
  }

  /** Losses of training and validation of every epoch; the last batch of an epoch is smaller. */
  private static Trained train(Model model, Execution execution) {
    Examples images = Sets.images(99, 1);
    Examples others = Sets.images(40, 2);
    Training training = Training.of(model.name().equals("mlp") ? new Sgd(0.1) : new Adam(0.003), 8);
    try (Program program =
        Program.compile(model, training, Optional.of(images), Optional.of(others), execution)) {
      List<Double> losses = new ArrayList<>();
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        EpochResult result = program.trainEpoch(epoch, progress -> Verdict.CONTINUE).orElseThrow();
        losses.add(result.training().loss());
        losses.add(result.validation().orElseThrow().loss());
      }
      return new Trained(losses, program.weights(), program.outputs(others.inputs()));
    }
  }
}
