package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.constraint.MaxNorm;
import io.atelier.engine.initializer.Constant;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Weight;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.regularizer.L2;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A regression whose weights cost something or have to hold something, against arithmetic. */
@Tag("numeric")
class RegularizedRegressionTest {
  private static final float[] X = {1, 2, 3, -1, 0.5f, 2, -2, 1};
  private static final float[] Y = {3, 1, 2, -4};
  private static final double RATE = 0.05;
  private static final double L2 = 0.1;

  /** Some thirty roundings a step of numbers below 8, for ten steps. */
  private static final double ROUNDED = 10 * 30 * 8 * 0x1p-24;

  private static Program program(Weight kernel, Execution.Compilation compilation) {
    Examples four = new Examples(FloatValues.of(X, 4, 2), FloatValues.of(Y, 4, 1));
    Model model =
        Model.of("m", Input.floats(2), new Dense(1, Activation.LINEAR).withKernel(kernel));
    Training training = new Training(new Sgd(RATE), new MeanSquaredError(), List.of(), 4, 0, false);
    return Program.compile(
        model,
        training,
        Optional.of(four),
        Optional.of(four),
        new Execution(Execution.Device.CPU, 0, compilation));
  }

  /** Two weights and a bias, in double precision. */
  private static final class Line {
    private final double[] w = {0.5, 0.5};
    private double b;

    private double error(int row) {
      return w[0] * X[2 * row] + w[1] * X[2 * row + 1] + b - Y[row];
    }

    private double loss(double l2) {
      double sum = 0;
      for (int row = 0; row < 4; row++) {
        sum += error(row) * error(row);
      }
      return sum / 4 + l2 * (w[0] * w[0] + w[1] * w[1]);
    }

    private void step(double l2) {
      double[] gradient = {2 * l2 * w[0], 2 * l2 * w[1], 0};
      for (int row = 0; row < 4; row++) {
        gradient[0] += error(row) * X[2 * row] / 2;
        gradient[1] += error(row) * X[2 * row + 1] / 2;
        gradient[2] += error(row) / 2;
      }
      w[0] -= RATE * gradient[0];
      w[1] -= RATE * gradient[1];
      b -= RATE * gradient[2];
    }
  }

  @ParameterizedTest
  @EnumSource(Execution.Compilation.class)
  void whatWeightsCostIsInTheLossItsGradientAndTheValidationLoss(
      Execution.Compilation compilation) {
    Weight kernel = new Weight(new Constant(0.5)).regularized(new L2(L2));
    Line line = new Line();
    try (Program program = program(kernel, compilation)) {
      for (int epoch = 0; epoch < 10; epoch++) {
        EpochResult result = program.trainEpoch(epoch, done -> Verdict.CONTINUE).orElseThrow();
        assertThat(result.training().loss()).isCloseTo(line.loss(L2), Offset.offset(ROUNDED));
        line.step(L2);
        assertThat(result.validation().orElseThrow().loss())
            .isCloseTo(line.loss(L2), Offset.offset(ROUNDED));
      }
      float[] weights = program.weights().get("dense/kernel").values();
      assertThat((double) weights[0]).isCloseTo(line.w[0], Offset.offset(ROUNDED));
      assertThat((double) weights[1]).isCloseTo(line.w[1], Offset.offset(ROUNDED));
      assertThat((double) program.weights().get("dense/bias").values()[0])
          .isCloseTo(line.b, Offset.offset(ROUNDED));
    }
  }

  @Test
  void whatAWeightHasToHoldItHoldsAfterEveryStep() {
    Weight kernel = new Weight(new Constant(0.5)).constrained(new MaxNorm(0.75));
    Line line = new Line();
    try (Program program = program(kernel, Execution.Compilation.AUTO)) {
      for (int epoch = 0; epoch < 3; epoch++) {
        program.trainEpoch(epoch, done -> Verdict.CONTINUE);
        line.step(0);
        double norm = Math.hypot(line.w[0], line.w[1]);
        double factor = Math.min(norm, 0.75) / (1e-7 + norm);
        line.w[0] *= factor;
        line.w[1] *= factor;
        float[] weights = program.weights().get("dense/kernel").values();
        assertThat((double) weights[0]).isCloseTo(line.w[0], Offset.offset(ROUNDED));
        assertThat((double) weights[1]).isCloseTo(line.w[1], Offset.offset(ROUNDED));
      }
      assertThat(Math.hypot(line.w[0], line.w[1])).isCloseTo(0.75, Offset.offset(1e-6));
    }
  }
}
