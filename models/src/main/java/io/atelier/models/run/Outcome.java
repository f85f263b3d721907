package io.atelier.models.run;

import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.engine.metric.ConfusionMatrix;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.Scores;
import io.atelier.models.fashion.FashionModel;
import io.atelier.models.report.Mistake;
import java.util.Arrays;
import java.util.List;

/**
 * How a program does on examples.
 *
 * @param scores loss and accuracy
 * @param confusion of the classes
 * @param mistakes the worst first
 */
public record Outcome(Scores scores, ConfusionMatrix confusion, List<Mistake> mistakes) {
  private static final int WORST_MISTAKES = 25;

  /** {@return how a program does on examples} */
  static Outcome of(Program program, Examples examples) {
    float[][] probabilities = program.predict(examples.inputs());
    int[] predicted = predicted(probabilities);
    int[] labels = ((IntValues) examples.targets()).values();
    return new Outcome(
        program.evaluate(examples),
        ConfusionMatrix.of(labels, predicted, FashionModel.CLASSES),
        Mistake.worst(probabilities, labels, predicted, WORST_MISTAKES));
  }

  /** {@return how a program confuses the classes of examples} */
  public static ConfusionMatrix confusion(Program program, Examples examples) {
    int[] labels = ((IntValues) examples.targets()).values();
    return ConfusionMatrix.of(
        labels, predicted(program.predict(examples.inputs())), FashionModel.CLASSES);
  }

  private static int[] predicted(float[][] probabilities) {
    return Arrays.stream(probabilities).mapToInt(Outcome::largest).toArray();
  }

  /** {@return the place of the largest value, the lowest on ties} */
  public static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
