package io.atelier.engine.optimizer.wrapper;

import io.atelier.data.Given;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.optimizer.Norms;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Require;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Another optimizer behind gradients of which each is made shorter where its norm, the root of the
 * sum of its squares, is above a limit (Keras: {@code clipnorm}):
 *
 * <pre>{@code
 * g = g * limit / max(norm(g), limit)
 * }</pre>
 *
 * Keras 3, {@code optimizers/base_optimizer.py}, {@code _clip_by_norm}; a gradient with an infinite
 * number in it becomes NaN there and here.
 *
 * @param limit positive
 * @param optimizer what moves the weights
 */
public record ClipByNorm(
    @KerasKey(name = "clipnorm") double limit, @KerasKey(merged = true) Optimizer optimizer)
    implements Wrapper {
  /**
   * @throws IllegalArgumentException if {@code limit} is not positive or none that float32 holds,
   *     or the optimizer accumulates, averages, or clips in another way
   */
  public ClipByNorm {
    Given.required(optimizer, "ClipByNorm", "an optimizer", "give the one to clip for");
    Require.positive("ClipByNorm", "limit", limit);
    Wrapper.requireInner("ClipByNorm", optimizer, ClipByValue.class, ClipByGlobalNorm.class);
  }

  @Override
  public List<Moved> step(Ops tf, Operand<TInt64> iteration, List<Moving> weights) {
    Operand<TFloat32> most = tf.constant((float) limit);
    return optimizer.step(
        tf,
        iteration,
        weights.stream()
            .map(
                weight -> {
                  Operand<TFloat32> norm = tf.math.sqrt(Norms.squared(tf, weight.gradient()));
                  return weight.withGradient(
                      tf.math.div(
                          tf.math.mul(weight.gradient(), most), tf.math.maximum(norm, most)));
                })
            .toList());
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
