package io.atelier.engine.loss;

import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * {@code sum(target * log(target / prediction))} over the last axis, both cut to {@code [1e-7, 1]}:
 * how far a predicted distribution is from the target's (Keras 3, {@code losses/losses.py}).
 */
@Keras(also = {"kld", "kullback_leibler_divergence"})
public record KLDivergence() implements Loss {
  /**
   * @param targets {@code [batch, ..., classes]}, rows that sum to 1
   */
  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    Operand<TFloat32> wanted = cut(tf, prediction.shaped(tf, targets));
    Operand<TFloat32> log = tf.math.log(tf.math.div(wanted, cut(tf, prediction.values())));
    return tf.reduceSum(tf.math.mul(wanted, log), tf.constant(-1));
  }

  private static Operand<TFloat32> cut(Ops tf, Operand<TFloat32> p) {
    return tf.clipByValue(p, tf.constant(1e-7f), tf.constant(1f));
  }

  @Override
  public void require(Shape output, Targets targets) {
    targets.requireShapeOf("KLDivergence", output, "give a probability for each output");
    targets.requireEach(
        "KLDivergence",
        "targets from 0 to 1",
        number -> number >= 0 && number <= 1,
        "divide each row by its sum");
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
