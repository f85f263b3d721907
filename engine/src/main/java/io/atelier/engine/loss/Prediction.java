package io.atelier.engine.loss;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a model answers.
 *
 * @param values the last layer's output, {@code [batch, ...]}
 * @param logits what the last softmax was computed from, if {@code values} is one's output
 */
public record Prediction(Operand<TFloat32> values, Optional<Operand<TFloat32>> logits) {
  /** {@return a prediction whose values are no softmax's} */
  public static Prediction of(Operand<TFloat32> values) {
    return new Prediction(values, Optional.empty());
  }
}
