package io.atelier.engine.loss;

import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * {@code -log(p[target])} for integer targets (Keras 2.12, {@code backend.py:5580-5681}).
 *
 * <p>Behind a softmax or sigmoid it is computed from the logits, unclipped. Bare probabilities are
 * clipped to {@code [1e-7, 1 - 1e-7]} and, as Keras does, normalised again.
 *
 * @param fromLogits whether the model's output itself is logits; behind a softmax or sigmoid the
 *     logits are known, and it makes no difference
 */
@Keras(name = "SparseCategoricalCrossentropy", fixed = "ignore_class: null", formerly = "axis: -1")
public record SparseCategoricalCrossEntropy(@KerasKey(orElse = "false") boolean fromLogits)
    implements Loss {
  /** For models that end in a softmax or give probabilities. */
  public SparseCategoricalCrossEntropy() {
    this(false);
  }

  /**
   * @param targets class numbers in [0, classes), {@code [batch]} or {@code [batch, 1]}, or one for
   *     every row of a prediction of more axes
   */
  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> logits =
        prediction
            .logits()
            .orElseGet(
                () ->
                    fromLogits
                        ? prediction.values()
                        : ClippedProbabilities.clippedLog(tf, prediction.values()));
    int classes = (int) logits.shape().get(logits.shape().numDimensions() - 1);
    Operand<TFloat32> oneHot =
        tf.oneHot(
            prediction.classes(tf, targets),
            tf.constant(classes),
            tf.constant(1f),
            tf.constant(0f));
    return CategoricalCrossEntropy.ofLogits(tf, logits, oneHot);
  }

  @Override
  public void require(Shape output, Targets targets) {
    targets.requireClassNumbers("SparseCategoricalCrossEntropy", output);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
