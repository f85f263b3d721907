package io.atelier.engine.optimizer;

import io.atelier.data.Given;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Another optimizer behind gradients clipped to {@code [-limit, limit]} (Keras: {@code clipvalue}).
 *
 * @param limit at least 0
 * @param optimizer what moves the weights
 */
public record ClipByValue(
    @KerasKey(name = "clipvalue") double limit, @KerasKey(merged = true) Optimizer optimizer)
    implements Optimizer {
  /**
   * @throws IllegalArgumentException if {@code limit} is negative or none that float32 holds
   */
  public ClipByValue {
    Given.required(optimizer, "ClipByValue", "an optimizer", "give the one to clip for");
    Require.notNegative("ClipByValue", "limit", limit);
  }

  @Override
  public LearningRate learningRate() {
    return optimizer.learningRate();
  }

  @Override
  public List<String> slots() {
    return optimizer.slots();
  }

  @Override
  public Rule at(Ops tf, Operand<TInt64> iteration, Operand<TFloat32> rate) {
    return optimizer.at(tf, iteration, rate);
  }

  @Override
  public List<Operand<TFloat32>> prepare(Ops tf, List<Operand<TFloat32>> gradients) {
    Operand<TFloat32> low = tf.constant((float) -limit);
    Operand<TFloat32> high = tf.constant((float) limit);
    return optimizer.prepare(
        tf,
        gradients.stream()
            .<Operand<TFloat32>>map(g -> tf.math.maximum(tf.math.minimum(g, high), low))
            .toList());
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
