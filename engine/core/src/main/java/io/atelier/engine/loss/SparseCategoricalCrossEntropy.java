package io.atelier.engine.loss;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.Optional;
import java.util.OptionalInt;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * {@code -log(p[target])} for integer targets (Keras 2.12, {@code backend.py:5580-5681}).
 *
 * <p>Behind a softmax or sigmoid it is computed from the logits, unclipped. Bare probabilities are
 * clipped to {@code [1e-7, 1 - 1e-7]} and, as Keras does, normalised again.
 *
 * @param fromLogits whether the model's output itself is logits; behind a softmax or sigmoid the
 *     logits are known, and it makes no difference
 * @param ignoreClass a target that says that an example, or a row of one, is not to be learned
 *     from, such as -1; the mean is over the others. Where a batch is shared among devices, over
 *     those of each share
 */
@Keras(name = "SparseCategoricalCrossentropy", formerly = "axis: -1")
public record SparseCategoricalCrossEntropy(
    @KerasKey(orElse = "false") boolean fromLogits,
    @KerasKey(orElse = "null") OptionalInt ignoreClass)
    implements Loss {
  /**
   * @throws IllegalArgumentException if {@code ignoreClass} is null
   */
  public SparseCategoricalCrossEntropy {
    Given.required(
        ignoreClass,
        "SparseCategoricalCrossEntropy",
        "a class to ignore or none",
        "use OptionalInt.empty() for none");
  }

  /** For models that end in a softmax or give probabilities. */
  public SparseCategoricalCrossEntropy() {
    this(false);
  }

  /** Learning from every target. */
  public SparseCategoricalCrossEntropy(boolean fromLogits) {
    this(fromLogits, OptionalInt.empty());
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
    Operand<TInt32> labels = prediction.classes(tf, targets);
    int classes = (int) logits.shape().get(logits.shape().numDimensions() - 1);
    Operand<TFloat32> oneHot =
        tf.oneHot(labels, tf.constant(classes), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> losses = CategoricalCrossEntropy.ofLogits(tf, logits, oneHot);
    return counted(tf, prediction, targets)
        .<Operand<TFloat32>>map(counted -> tf.select(counted, losses, tf.zerosLike(losses)))
        .orElse(losses);
  }

  @Override
  public Optional<Operand<TBool>> counted(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    return ignoreClass.isEmpty()
        ? Optional.empty()
        : Optional.of(
            tf.math.notEqual(prediction.classes(tf, targets), tf.constant(ignoreClass.getAsInt())));
  }

  @Override
  public void require(Shape output, Targets targets) {
    targets.requireClassNumbers("SparseCategoricalCrossEntropy", output, ignoreClass);
  }

  @Override
  public String toString() {
    return ignoreClass.isEmpty()
        ? Source.call("SparseCategoricalCrossEntropy", fromLogits)
        : Source.of(this);
  }
}
