package io.atelier.engine.runtime;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.optimizer.Adam;
import java.util.Random;

/** Small made-up data sets and models. */
public final class Sets {
  public static final int CLASSES = 4;

  private Sets() {}

  /** {@return noisy 8x8 images, the quarter of their class brighter} */
  public static Examples images(int count, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[count * 64];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(CLASSES);
      for (int p = 0; p < 64; p++) {
        pixels[i * 64 + p] = (byte) (random.nextInt(200) + (p / 16 == labels[i] ? 50 : 0));
      }
    }
    return new Examples(ByteValues.of(pixels, count, 8, 8, 1), IntValues.of(labels, count));
  }

  /** {@return a network that is compiled on a CPU} */
  public static Model mlp() {
    return Model.of(
        "mlp",
        Input.bytes(8, 8, 1),
        new Rescaling(1, 255),
        new Flatten(),
        new Dense(16, Activation.RELU),
        new Dense(CLASSES, Activation.SOFTMAX));
  }

  /** {@return a network that is interpreted on a CPU} */
  static Model cnn() {
    return Model.of(
        "cnn",
        Input.bytes(8, 8, 1),
        new Rescaling(1, 255),
        new Conv2D(4, 3, Activation.RELU),
        new MaxPooling2D(2),
        new Flatten(),
        new Dropout(0.3),
        new Dense(CLASSES, Activation.SOFTMAX));
  }

  /** {@return the training the tests use where it does not matter} */
  public static Training training() {
    return Training.of(new Adam(0.01), 8);
  }
}
