package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.RecallScore;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Trainer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A network that has to find one picture in twenty. */
class RareClassTest {
  private static final int SIDE = 6;

  /** Noise, with a bright square in the middle of every twentieth that the noise half hides. */
  private static Examples pictures(int count, long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[count * SIDE * SIDE];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 20 == 0 ? 1 : 0;
      for (int p = 0; p < SIDE * SIDE; p++) {
        boolean middle = p / SIDE / 2 == 1 && p % SIDE / 2 == 1;
        pixels[i * SIDE * SIDE + p] =
            (float) random.nextGaussian() + (middle && labels[i] == 1 ? 1 : 0);
      }
    }
    return new Examples(FloatValues.of(pixels, count, SIDE, SIDE, 1), IntValues.of(labels, count));
  }

  private static double recall(ClassWeights weights) {
    Model model =
        Model.of(
            "cnn",
            Input.floats(SIDE, SIDE, 1),
            new Conv2D(4, 3, Activation.RELU),
            new Flatten(),
            new Dense(2, Activation.SOFTMAX));
    Training training =
        new Training(
                new Adam(0.01),
                new SparseCategoricalCrossEntropy(),
                List.of(new RecallScore().ofClass(1).named("rare_recall")),
                50,
                1,
                true)
            .with(weights);
    try (Program program =
        Program.compile(
            model,
            training,
            Optional.of(pictures(1000, 1)),
            Optional.of(pictures(1000, 2)),
            TestDevice.execution(Execution.Compilation.AUTO))) {
      History history = new Trainer(3, List.of()).fit(program);
      return history.last().quantity("val_rare_recall").orElseThrow();
    }
  }

  /** Without weights, to say no to all is nearly right; balanced, a yes is worth nineteen noes. */
  @Test
  void isFoundMoreOftenWithClassWeights() {
    double without = recall(ClassWeights.NONE);
    double balanced = recall(ClassWeights.balanced(new int[] {950, 50}));
    assertThat(without).isLessThan(0.5);
    assertThat(balanced).isGreaterThan(0.7);
  }
}
