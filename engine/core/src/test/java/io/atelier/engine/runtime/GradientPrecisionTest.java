package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.Execution.Precision;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A precision means what it says: the gradient of a large product and of a large convolution,
 * against the same in float64.
 *
 * <p>Float32 rounds a factor by 2^-24 of it at most, TF32 by 2^-11. The errors of a sum of n
 * products of such factors, each of its own sign, add up like a random walk, as the products
 * themselves do, so the error relative to the largest sum stays near one rounding, whatever n is:
 * well below 2^-17 for float32, also with its accumulated roundings of partial sums, and well above
 * it for TF32.
 */
@Tag("numeric")
class GradientPrecisionTest {
  private static final Device DEVICE =
      Device.valueOf(System.getProperty("atelier.test.device", "cpu").toUpperCase(Locale.ROOT));

  private static final double BETWEEN = 0x1p-17;
  private static final int BATCH = 64;
  private static final double RATE = 1024;

  @ParameterizedTest
  @CsvSource({
    "dense, COMPILED, FLOAT32",
    "dense, INTERPRETED, FLOAT32",
    "conv, COMPILED, FLOAT32",
    "conv, INTERPRETED, FLOAT32",
    "dense, COMPILED, TF32",
    "dense, INTERPRETED, TF32",
    "conv, COMPILED, TF32",
    "conv, INTERPRETED, TF32"
  })
  void theGradientIsAsExactAsThePrecision(
      String kind, Compilation compilation, Precision precision) {
    double error =
        kind.equals("dense") ? dense(compilation, precision) : conv(compilation, precision);

    if (precision == Precision.FLOAT32 || DEVICE == Device.CPU) {
      assertThat(error).isLessThan(BETWEEN);
    } else {
      assertThat(error).isGreaterThan(BETWEEN);
    }
  }

  private static double dense(Compilation compilation, Precision precision) {
    int size = 1024;
    int units = 256;
    FloatValues inputs = normal(1, 1, BATCH, size);
    Model model = Model.of("product", Input.floats(size), new Dense(units, Activation.LINEAR));
    double[] expected = new double[size * units];
    try (Program program =
        program(model, inputs, new int[] {BATCH, units}, compilation, precision)) {
      float[] kernel = program.weights().get("dense/kernel").values();
      double[] outputs = new double[BATCH * units];
      for (int row = 0; row < BATCH; row++) {
        for (int i = 0; i < size; i++) {
          double x = inputs.values()[row * size + i];
          for (int unit = 0; unit < units; unit++) {
            outputs[row * units + unit] += x * kernel[i * units + unit];
          }
        }
      }
      for (int row = 0; row < BATCH; row++) {
        for (int i = 0; i < size; i++) {
          double x = inputs.values()[row * size + i];
          for (int unit = 0; unit < units; unit++) {
            expected[i * units + unit] += x * outputs[row * units + unit] * 2 / outputs.length;
          }
        }
      }
      return error(program, "dense/kernel", kernel, expected);
    }
  }

  private static double conv(Compilation compilation, Precision precision) {
    int side = 8;
    int channels = 64;
    int filters = 64;
    FloatValues inputs = normal(2, 1, BATCH, side, side, channels);
    Model model =
        Model.of(
            "convolution",
            Input.floats(side, side, channels),
            new Conv2D(filters, 3, Activation.LINEAR).withPadding(Padding.SAME),
            new Flatten());
    try (Program program =
        program(model, inputs, new int[] {BATCH, side * side * filters}, compilation, precision)) {
      float[] kernel = program.weights().get("conv2d/kernel").values();
      double[] expected = new double[kernel.length];
      double[] outputs = new double[BATCH * side * side * filters];
      taps(
          side,
          (image, place, tap) -> {
            for (int channel = 0; channel < channels; channel++) {
              double x = inputs.values()[image * channels + channel];
              for (int filter = 0; filter < filters; filter++) {
                outputs[place * filters + filter] +=
                    x * kernel[(tap * channels + channel) * filters + filter];
              }
            }
          });
      taps(
          side,
          (image, place, tap) -> {
            for (int channel = 0; channel < channels; channel++) {
              double x = inputs.values()[image * channels + channel];
              for (int filter = 0; filter < filters; filter++) {
                expected[(tap * channels + channel) * filters + filter] +=
                    x * outputs[place * filters + filter] * 2 / outputs.length;
              }
            }
          });
      return error(program, "conv2d/kernel", kernel, expected);
    }
  }

  private interface Tap {
    void at(int image, int place, int tap);
  }

  /** Every place of a 3x3 kernel that an output sees, padded as SAME does. */
  private static void taps(int side, Tap tap) {
    for (int row = 0; row < BATCH * side; row++) {
      for (int column = 0; column < side; column++) {
        for (int i = -1; i <= 1; i++) {
          for (int j = -1; j <= 1; j++) {
            int down = row % side + i;
            int across = column + j;
            if (down >= 0 && down < side && across >= 0 && across < side) {
              tap.at((row + i) * side + across, row * side + column, (i + 1) * 3 + j + 1);
            }
          }
        }
      }
    }
  }

  private static Program program(
      Model model,
      FloatValues inputs,
      int[] targets,
      Compilation compilation,
      Precision precision) {
    int count = targets[0] * targets[1];
    Training training =
        new Training(new Sgd(RATE), new MeanSquaredError(), List.of(), BATCH, 7, false);
    Execution execution = new Execution(DEVICE, 0, compilation).withPrecision(precision);
    Examples train = new Examples(inputs, FloatValues.of(new float[count], targets));
    Program program =
        Program.compile(model, training, Optional.of(train), Optional.empty(), execution);
    return program;
  }

  /** The largest error of the gradient that one step shows, relative to the largest gradient. */
  private static double error(Program program, String name, float[] before, double[] expected) {
    program.trainEpoch(0, progress -> Verdict.CONTINUE);
    float[] after = program.weights().get(name).values();
    double largest = 0;
    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      double gradient = ((double) before[i] - after[i]) / RATE;
      largest = Math.max(largest, Math.abs(expected[i]));
      error = Math.max(error, Math.abs(gradient - expected[i]));
    }
    return error / largest;
  }

  private static FloatValues normal(long seed, double deviation, int... shape) {
    Random random = new Random(seed);
    int size = 1;
    for (int length : shape) {
      size *= length;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return FloatValues.of(values, shape);
  }
}
