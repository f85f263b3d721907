package io.atelier.engine.metric;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import io.atelier.engine.loss.CosineSimilarity;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Targets;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The cosine of the angle between prediction and target, 1 for one direction: the loss of that name
 * with the other sign (Keras 3, {@code metrics/regression_metrics.py}).
 */
@Keras(name = "CosineSimilarity", formerly = "axis: -1")
public record MeanCosine() implements MeanMetric {
  @Override
  public String name() {
    return "cosine_similarity";
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    return CosineSimilarity.ofRows(tf, prediction, targets);
  }

  @Override
  public void require(Shape output, Targets targets) {
    new CosineSimilarity().require(output, targets);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
