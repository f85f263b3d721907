package io.atelier.engine.runtime;

import static io.atelier.engine.layer.Activation.RELU;
import static io.atelier.engine.layer.Activation.SOFTMAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.training.EarlyStopping;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesignExampleTest {
  /** Images with a bright row: the class. */
  private static Examples examples(int count, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[count * 784];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(10);
      for (int p = 0; p < 784; p++) {
        pixels[i * 784 + p] = (byte) (random.nextInt(60) + (p / 56 == labels[i] ? 190 : 0));
      }
    }
    return new Examples(ByteValues.of(pixels, count, 28, 28, 1), IntValues.of(labels, count));
  }

  @Test
  void aUsersFirstTenLinesWork(@TempDir Path folder) throws IOException {
    Examples train = examples(160, 1);
    Examples validation = examples(40, 2);
    Examples test = examples(40, 3);
    Values images = test.inputs();

    Model model =
        Model.of(
            "my-cnn",
            Input.bytes(28, 28, 1),
            new Rescaling(1, 255),
            new Conv2D(32, 3, RELU),
            new MaxPooling2D(2),
            new Flatten(),
            new Dropout(0.2),
            new Dense(10, SOFTMAX));
    try (Program program =
        Program.compile(
            model,
            Training.of(new Adam(new InverseTimeDecay(0.001, 1_593_750, 1)), 32),
            train,
            validation)) {
      History history = new Trainer(12, List.of(new EarlyStopping(10))).fit(program);
      System.out.println(program.evaluate(test));
      float[][] probabilities = program.predict(images);
      program.export(folder.resolve("my-cnn-saved-model"));

      assertThat(history.last().epoch()).isEqualTo(11);
      assertThat(program.evaluate(test).accuracy()).isGreaterThan(0.9);
      assertThat(probabilities).hasDimensions(40, 10);
      assertThat(folder.resolve("my-cnn-saved-model/saved_model.pb")).isRegularFile();
    }
  }
}
