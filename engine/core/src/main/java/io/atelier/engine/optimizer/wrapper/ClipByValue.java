package io.atelier.engine.optimizer.wrapper;

import io.atelier.data.Given;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Require;
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
    implements Wrapper {
  /**
   * @throws IllegalArgumentException if {@code limit} is negative or none that float32 holds, or
   *     the optimizer accumulates, averages, or clips by a norm
   */
  public ClipByValue {
    Given.required(optimizer, "ClipByValue", "an optimizer", "give the one to clip for");
    Require.notNegative("ClipByValue", "limit", limit);
    Wrapper.requireInner("ClipByValue", optimizer, ClipByNorm.class, ClipByGlobalNorm.class);
  }

  @Override
  public List<Moved> step(Ops tf, Operand<TInt64> iteration, List<Moving> weights) {
    Operand<TFloat32> low = tf.constant((float) -limit);
    Operand<TFloat32> high = tf.constant((float) limit);
    return optimizer.step(
        tf,
        iteration,
        weights.stream()
            .map(
                weight ->
                    weight.withGradient(
                        tf.math.maximum(tf.math.minimum(weight.gradient(), high), low)))
            .toList());
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
