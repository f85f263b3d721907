package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.embedding.Embedding;
import io.atelier.engine.layer.pooling.GlobalAveragePooling1D;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Trainer;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sentences of four words, of which some are kind and some are not, against arithmetic. */
@Tag("numeric")
class TextClassifierTest {
  private static final int WORDS = 6;
  private static final int LENGTH = 4;
  private static final int SIZE = 3;
  private static final int EPOCHS = 60;
  private static final double RATE = 2;

  /** Words 1 and 2 are kind, 3 and 4 are not, 0 and 5 say nothing. */
  private static final int[][] SENTENCES = {
    {0, 1, 5, 0}, {3, 0, 0, 5}, {1, 2, 0, 0}, {4, 3, 5, 0}, {5, 2, 5, 2}, {0, 0, 4, 5}
  };

  private static final float[] KIND = {1, 0, 1, 0, 1, 0};

  private static Examples examples() {
    float[] words = new float[SENTENCES.length * LENGTH];
    for (int i = 0; i < words.length; i++) {
      words[i] = SENTENCES[i / LENGTH][i % LENGTH];
    }
    return new Examples(
        FloatValues.of(words, SENTENCES.length, LENGTH), FloatValues.of(KIND, KIND.length, 1));
  }

  /** The same network in double precision. */
  private static void step(double[][] vectors, double[] w, double[] b) {
    double[][] vectorGradient = new double[WORDS][SIZE];
    double[] wGradient = new double[SIZE];
    double bGradient = 0;
    for (int i = 0; i < SENTENCES.length; i++) {
      double[] mean = new double[SIZE];
      double logit = b[0];
      for (int j = 0; j < SIZE; j++) {
        for (int word : SENTENCES[i]) {
          mean[j] += vectors[word][j] / LENGTH;
        }
        logit += w[j] * mean[j];
      }
      double wrong = (1 / (1 + Math.exp(-logit)) - KIND[i]) / SENTENCES.length;
      bGradient += wrong;
      for (int j = 0; j < SIZE; j++) {
        wGradient[j] += wrong * mean[j];
        for (int word : SENTENCES[i]) {
          vectorGradient[word][j] += wrong * w[j] / LENGTH;
        }
      }
    }
    b[0] -= RATE * bGradient;
    for (int j = 0; j < SIZE; j++) {
      w[j] -= RATE * wGradient[j];
      for (int word = 0; word < WORDS; word++) {
        vectors[word][j] -= RATE * vectorGradient[word][j];
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Execution.Compilation.class)
  void learnsWhichWordsAreKind(Execution.Compilation compilation) {
    Model model =
        Model.of(
            "reviews",
            Input.floats(LENGTH),
            new Embedding(WORDS, SIZE),
            new GlobalAveragePooling1D(),
            new Dense(1, Activation.SIGMOID));
    Training training =
        new Training(
            new Sgd(RATE),
            new BinaryCrossEntropy(),
            List.of(new Accuracy()),
            SENTENCES.length,
            3,
            false);
    try (Program program =
        Program.compile(
            model,
            training,
            Optional.of(examples()),
            Optional.empty(),
            new Execution(Execution.Device.CPU, 0, compilation))) {
      double[][] vectors = new double[WORDS][SIZE];
      double[] w = new double[SIZE];
      double[] b = new double[1];
      float[] first = program.weights().get("embedding/embeddings").values();
      for (int i = 0; i < first.length; i++) {
        vectors[i / SIZE][i % SIZE] = first[i];
      }
      float[] kernel = program.weights().get("dense/kernel").values();
      for (int j = 0; j < SIZE; j++) {
        w[j] = kernel[j];
      }

      History history = new Trainer(EPOCHS, List.of()).fit(program);
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        step(vectors, w, b);
      }

      assertThat(history.last().training().metric("accuracy")).isEqualTo(1);
      // Some forty roundings a step of numbers below 8; errors grow no faster than the weights.
      Offset<Double> rounded = Offset.offset(EPOCHS * 40 * 8 * 0x1p-24);
      float[] learned = program.weights().get("embedding/embeddings").values();
      for (int i = 0; i < learned.length; i++) {
        assertThat((double) learned[i]).isCloseTo(vectors[i / SIZE][i % SIZE], rounded);
      }
      assertThat((double) program.weights().get("dense/bias").values()[0]).isCloseTo(b[0], rounded);
    }
  }
}
