package io.atelier.engine.loss;

import io.atelier.data.Values;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * {@code -sum(target * log(p))} for targets that are distributions (Keras 2.12, {@code
 * backend.py:5500-5574}).
 *
 * <p>Behind a softmax or sigmoid it is computed from the logits, unclipped. Bare probabilities are
 * normalised, then clipped to {@code [1e-7, 1 - 1e-7]}.
 *
 * @param fromLogits whether the model's output itself is logits; behind a softmax or sigmoid the
 *     logits are known, and it makes no difference
 * @param labelSmoothing share of each target that is spread over all classes, from 0 to 1: {@code
 *     target * (1 - s) + s / classes}
 */
@Keras(name = "CategoricalCrossentropy", fixed = "axis: -1")
public record CategoricalCrossEntropy(
    @KerasKey(orElse = "false") boolean fromLogits, @KerasKey(orElse = "0.0") double labelSmoothing)
    implements Loss {
  /** How far the sum of a row may be from 1: rounded to two decimals it is still meant. */
  private static final double ROUNDED = 0.01;

  /**
   * @throws IllegalArgumentException if {@code labelSmoothing} is not from 0 to 1
   */
  public CategoricalCrossEntropy {
    Smoothing.require("CategoricalCrossEntropy", labelSmoothing);
    labelSmoothing += 0.0; // no -0
  }

  /** For models that end in a softmax or give probabilities. */
  public CategoricalCrossEntropy() {
    this(false);
  }

  /** With targets as they are. */
  public CategoricalCrossEntropy(boolean fromLogits) {
    this(fromLogits, 0);
  }

  /**
   * @param targets {@code [batch, ..., classes]}, rows that sum to 1
   */
  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> values = prediction.values();
    Operand<TFloat32> wanted = new Smoothing(labelSmoothing).overClasses(tf, prediction, targets);
    if (fromLogits || prediction.logits().isPresent()) {
      return ofLogits(tf, prediction.logits().orElse(values), wanted);
    }
    Operand<TFloat32> normalised =
        tf.math.div(values, tf.reduceSum(values, tf.constant(-1), ReduceSum.keepDims(true)));
    Operand<TFloat32> log = ClippedProbabilities.clippedLog(tf, normalised);
    return tf.math.neg(tf.reduceSum(tf.math.mul(wanted, log), tf.constant(-1)));
  }

  /** {@return a loss for each row} The operation has a gradient (trap 3), and takes two axes. */
  static Operand<TFloat32> ofLogits(
      Ops tf, Operand<TFloat32> logits, Operand<TFloat32> distribution) {
    Shape shape = logits.shape();
    if (shape.numDimensions() <= 2) {
      return tf.nn.softmaxCrossEntropyWithLogits(logits, distribution).loss();
    }
    int last = shape.numDimensions() - 1;
    Operand<TInt32> rows = tf.array(-1, (int) shape.get(last));
    Operand<TFloat32> losses =
        ofLogits(tf, tf.reshape(logits, rows), tf.reshape(distribution, rows));
    return tf.reshape(losses, tf.shape.take(tf.shape(logits), tf.constant(last)));
  }

  /**
   * Requires rows of probabilities: the gradient of a softmax's cross-entropy takes their sum for
   * 1.
   */
  @Override
  public void require(Shape output, Targets targets) {
    require("CategoricalCrossEntropy", output, targets);
  }

  static void require(String who, Shape output, Targets targets) {
    targets.requireClasses(who, output);
    targets.requireShapeOf(
        who, output, "give one-hot rows, or take SparseCategoricalCrossEntropy for class numbers");
    targets.requireEach(
        who,
        "probabilities as targets",
        number -> number >= 0 && Double.isFinite(number),
        "give rows that sum to 1, such as one-hot rows");
    requireSums(who, (int) output.get(output.numDimensions() - 1), targets);
  }

  private static void requireSums(String who, int classes, Targets targets) {
    Values values = targets.values();
    long size = (long) values.count() * values.exampleSize();
    for (long from = 0; from < size; from += classes) {
      double sum = 0;
      for (int i = 0; i < classes; i++) {
        sum += values.number(from + i);
      }
      if (!(Math.abs(sum - 1) <= ROUNDED)) {
        throw new IllegalArgumentException(
            "%s needs rows of targets that sum to 1, got %s in the row at %s of the %s targets; divide each row by its sum"
                .formatted(who, (float) sum, values.indices(from), targets.set()));
      }
    }
  }

  @Override
  public String toString() {
    return labelSmoothing == 0
        ? Source.call("CategoricalCrossEntropy", fromLogits)
        : Source.of(this);
  }
}
