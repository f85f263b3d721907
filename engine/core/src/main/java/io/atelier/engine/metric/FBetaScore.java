package io.atelier.engine.metric;

import io.atelier.data.Given;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Targets;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A mean of precision and recall of the classes, over all examples of an epoch: {@code (1 + beta^2)
 * * precision * recall / (beta^2 * precision + recall)} with 1e-7 added below every fraction (Keras
 * 3, {@code metrics/f_score_metrics.py}). Targets are 0 or 1 for each output {@code [n, classes]},
 * or class numbers.
 *
 * @param average how the classes' scores become one
 * @param beta how much more recall counts than precision, above 0
 * @param threshold above which an output says yes, from 0 to 1; empty if the largest of each row
 *     does
 * @param name in histories and reports
 */
public record FBetaScore(
    Averaging average,
    @KerasKey(orElse = "1.0") double beta,
    @KerasKey(orElse = "null") OptionalDouble threshold,
    @KerasKey(orElse = "'fbeta_score'") String name)
    implements SumMetric {
  private static final String WHO = "FBetaScore";

  /**
   * @throws IllegalArgumentException if a number is out of range, or anything is null
   */
  public FBetaScore {
    Given.required(average, WHO, "an average", "use Averaging.MACRO if unsure");
    Given.required(threshold, WHO, "a threshold or none", "use OptionalDouble.empty() for none");
    MetricName.require(WHO, name);
    new FScores(beta, threshold).require(WHO);
  }

  /** The largest output of a row says yes. */
  public FBetaScore(Averaging average, double beta) {
    this(average, beta, OptionalDouble.empty(), "fbeta_score");
  }

  @Override
  public int size(Shape output) {
    return FScores.size(output);
  }

  @Override
  public Operand<TFloat32> sums(
      Ops tf,
      Prediction prediction,
      Operand<? extends TNumber> targets,
      Optional<Operand<TFloat32>> weights) {
    return new FScores(beta, threshold).sums(tf, prediction, targets, weights);
  }

  @Override
  public double value(double[] sums) {
    return new FScores(beta, threshold).averaged(sums, average);
  }

  /** {@return the score of each class, from the sums} */
  public double[] ofClasses(double[] sums) {
    return new FScores(beta, threshold).ofClasses(sums);
  }

  @Override
  public void require(Shape output, Targets targets) {
    new FScores(beta, threshold).require(WHO, output, targets);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
