package io.atelier.engine.optimizer.wrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.OptimizerContract;
import io.atelier.engine.optimizer.Pushed;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution.Compilation;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MovingAverageTest implements OptimizerContract {
  @Override
  public Optimizer optimizer(double rate) {
    return new MovingAverage(0.75, OptionalInt.of(4), new Sgd(rate));
  }

  @Override
  public double reference(double rate, double weight, double[] gradients) {
    double at = weight;
    double average = 0;
    for (int t = 1; t <= gradients.length; t++) {
      at -= rate * gradients[t - 1];
      double kept = t == 1 ? 0 : 0.75;
      average = kept * average + (1 - kept) * at;
      at = t % 4 == 0 ? average : at;
    }
    return at;
  }

  /** Keras' counts with accumulation: it averages at every batch, and overwrites by moves. */
  @Test
  void withAccumulationItFollowsBatchesAndCountsMoves() {
    Optimizer optimizer =
        new MovingAverage(0.5, OptionalInt.of(2), new GradientAccumulation(2, new Sgd(1)));
    // Weights after batches: 0, -2 | -2, -4 by the moves; averages 0, -2 | -2, -3, and the last
    // two batches belong to the second move: weights are their averages after each.
    assertThat(after(optimizer, 1)).containsExactly(0);
    assertThat(after(optimizer, 2)).containsExactly(-2);
    assertThat(after(optimizer, 3)).containsExactly(-2);
    assertThat(after(optimizer, 4)).containsExactly(-3);
  }

  private static float[] after(Optimizer optimizer, int batches) {
    float[][] gradients = new float[batches][];
    Arrays.fill(gradients, new float[] {2});
    return Pushed.weights(optimizer, new float[] {0}, gradients, Compilation.INTERPRETED);
  }

  @Test
  void rejectsAnotherAverageInside() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MovingAverage(0.5, new MovingAverage(0.5, new Sgd(1))))
        .withMessageContaining("MovingAverage needs an optimizer that does not average");
  }

  @Test
  void rejectsToOverwriteAfterNoMoves() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MovingAverage(0.5, OptionalInt.of(0), new Sgd(1)))
        .withMessageContaining("needs an overwriteFrequency of at least 1, got 0");
  }
}
