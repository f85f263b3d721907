package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Trainer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A network that learned one thing begins another with what it learned. */
class FineTuningTest {
  private static final Model MODEL =
      Model.of(
          "rings",
          Input.floats(2),
          new Dense(32, Activation.RELU).named("block_1"),
          new Dense(16, Activation.RELU).named("block_2"),
          new Dense(2, Activation.SOFTMAX));

  /** Points by how far from the middle they are, in rings of the same number of points. */
  private static Examples rings(int classes, long seed) {
    int count = 600;
    SplittableRandom random = new SplittableRandom(seed);
    float[] points = new float[2 * count];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      double radius = Math.sqrt(random.nextDouble());
      double angle = 2 * Math.PI * random.nextDouble();
      points[2 * i] = (float) (radius * Math.cos(angle));
      points[2 * i + 1] = (float) (radius * Math.sin(angle));
      labels[i] = (int) (classes * radius * radius);
    }
    return new Examples(FloatValues.of(points, count, 2), IntValues.of(labels, count));
  }

  @Test
  void theBodyStaysAndAnotherHeadLearnsOnIt() {
    try (Program first =
        Program.compile(MODEL, Training.of(new Adam(0.01), 32), rings(2, 1), rings(2, 2))) {
      History learned = new Trainer(20, List.of()).fit(first);
      assertThat(learned.last().validation().orElseThrow().accuracy()).isGreaterThan(0.9);
      Map<String, FloatValues> weights = first.weights();

      Model tuned =
          MODEL.upTo("block_2", new Dense(3, Activation.SOFTMAX).named("head")).frozen("block*");
      try (Program second =
          Program.compile(tuned, Training.of(new Sgd(0.5), 32), rings(3, 3), rings(3, 4))) {
        WeightTransfer transfer = WeightTransfer.of(weights, second.weights());
        assertThat(transfer.taken().keySet())
            .containsExactly("block_1/kernel", "block_1/bias", "block_2/kernel", "block_2/bias");
        assertThat(transfer.fresh()).containsExactly("head/kernel", "head/bias");
        assertThat(transfer.left()).containsExactly("dense/kernel", "dense/bias");
        second.setWeights(transfer.taken());
        History history = new Trainer(5, List.of()).fit(second);

        assertThat(history.last().validation().orElseThrow().accuracy()).isGreaterThan(0.85);
        transfer
            .taken()
            .forEach((name, value) -> assertThat(second.weights().get(name)).isEqualTo(value));
      }
    }
  }

  @Test
  void aWeightOfAnotherShapeBeginsAnew() {
    FloatValues three = FloatValues.of(new float[3], 3);
    WeightTransfer transfer =
        WeightTransfer.of(
            Map.of("dense/bias", three), Map.of("dense/bias", FloatValues.of(new float[4], 4)));
    assertThat(transfer.taken()).isEmpty();
    assertThat(transfer.fresh()).containsExactly("dense/bias");
    assertThat(transfer.left()).containsExactly("dense/bias");
  }
}
