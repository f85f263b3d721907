package io.atelier.lab.run;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.metric.ConfusionMatrix;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.Scores;
import io.atelier.lab.report.ClassCounts;
import io.atelier.lab.report.Findings;
import io.atelier.lab.report.Mistake;
import io.atelier.lab.report.NumberScores;
import io.atelier.lab.task.Logits;
import io.atelier.lab.task.Task;
import java.util.List;
import java.util.Optional;

/**
 * How a program does on examples.
 *
 * @param scores loss and metrics
 * @param findings what its answers show beside
 */
public record Outcome(Scores scores, Findings findings) {
  /**
   * {@return how a program does on examples}
   *
   * @param loss it was trained with
   * @param examples at least one, in the model's shape
   */
  public static Outcome of(Program program, Task task, Loss loss, Examples examples) {
    Scores scores = program.evaluate(examples);
    if (!isFinite(scores)) {
      return new Outcome(scores, new Findings.None());
    }
    List<FloatValues> answers = List.copyOf(program.answers(examples.named()).values());
    boolean logits = Logits.of(program.model(), loss);
    return new Outcome(scores, Findings.of(task, answers.get(0), examples.targets(), logits));
  }

  /** {@return whether all scores are finite numbers: the weights can be used} */
  public boolean isFinite() {
    return isFinite(scores);
  }

  static boolean isFinite(Scores scores) {
    return Double.isFinite(scores.loss())
        && scores.metrics().values().stream().allMatch(Double::isFinite);
  }

  /** {@return {@code counts[actual][predicted]}, where there are classes and not too many} */
  Optional<List<List<Long>>> confusion() {
    return ofClasses().flatMap(Findings.OfClasses::confusion).map(ConfusionMatrix::counts);
  }

  /** {@return the worst mistakes, where there are classes} */
  Optional<List<Mistake>> mistakes() {
    return ofClasses().map(Findings.OfClasses::mistakes);
  }

  /** {@return the counts of every class or label, where no confusion matrix says them} */
  Optional<List<ClassCounts>> classCounts() {
    if (findings instanceof Findings.OfLabels labels) {
      return Optional.of(labels.counts());
    }
    return ofClasses()
        .filter(classes -> classes.confusion().isEmpty())
        .map(Findings.OfClasses::counts);
  }

  /** {@return how well numbers are predicted, where they are} */
  Optional<List<NumberScores>> numbers() {
    return findings instanceof Findings.OfNumbers numbers
        ? Optional.of(numbers.scores())
        : Optional.empty();
  }

  private Optional<Findings.OfClasses> ofClasses() {
    return findings instanceof Findings.OfClasses classes ? Optional.of(classes) : Optional.empty();
  }

  /** {@return the place of the largest value, the lowest on ties} */
  public static int largest(float[] values) {
    return Findings.largest(values);
  }
}
