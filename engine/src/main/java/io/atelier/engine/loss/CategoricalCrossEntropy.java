package io.atelier.engine.loss;

import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * {@code -sum(target * log(p))} for targets that are distributions (Keras 2.12, {@code
 * backend.py:5500-5574}).
 *
 * <p>Behind a softmax it is computed from the logits, unclipped. Bare probabilities are normalised,
 * then clipped to {@code [1e-7, 1 - 1e-7]}.
 *
 * @param fromLogits whether the model's output itself is logits
 */
public record CategoricalCrossEntropy(boolean fromLogits) implements Loss {
  /** For models that end in a softmax or give probabilities. */
  public CategoricalCrossEntropy() {
    this(false);
  }

  /**
   * @param targets {@code [batch, classes]}
   */
  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> wanted = tf.dtypes.cast(targets, TFloat32.class);
    if (fromLogits || prediction.logits().isPresent()) {
      return ofLogits(tf, prediction.logits().orElse(prediction.values()), wanted);
    }
    Operand<TFloat32> p = prediction.values();
    Operand<TFloat32> normalised =
        tf.math.div(p, tf.reduceSum(p, tf.constant(-1), ReduceSum.keepDims(true)));
    Operand<TFloat32> log = Probabilities.clippedLog(tf, normalised);
    return tf.math.neg(tf.reduceSum(tf.math.mul(wanted, log), tf.constant(-1)));
  }

  /** The one with a gradient: trap 3. */
  static Operand<TFloat32> ofLogits(
      Ops tf, Operand<TFloat32> logits, Operand<TFloat32> distribution) {
    return tf.nn.softmaxCrossEntropyWithLogits(logits, distribution).loss();
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
