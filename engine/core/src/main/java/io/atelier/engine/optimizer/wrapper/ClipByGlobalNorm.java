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
 * Another optimizer behind gradients that are made shorter together where the norm of all of them,
 * the root of the sum of all their squares, is above a limit (Keras: {@code global_clipnorm}):
 *
 * <pre>{@code
 * g = g * limit * min(1 / norm, 1 / limit)
 * }</pre>
 *
 * Keras 3, {@code optimizers/base_optimizer.py}, {@code clip_by_global_norm}; if a number of any
 * gradient is not finite, all become NaN there and here.
 *
 * @param limit positive
 * @param optimizer what moves the weights
 */
public record ClipByGlobalNorm(
    @KerasKey(name = "global_clipnorm") double limit, @KerasKey(merged = true) Optimizer optimizer)
    implements Wrapper {
  /**
   * @throws IllegalArgumentException if {@code limit} is not positive or none that float32 holds,
   *     or the optimizer accumulates, averages, or clips in another way
   */
  public ClipByGlobalNorm {
    Given.required(optimizer, "ClipByGlobalNorm", "an optimizer", "give the one to clip for");
    Require.positive("ClipByGlobalNorm", "limit", limit);
    Require.positive("ClipByGlobalNorm", "1 / limit", 1 / limit);
    Wrapper.requireInner("ClipByGlobalNorm", optimizer, ClipByValue.class, ClipByNorm.class);
  }

  @Override
  public List<Moved> step(Ops tf, Operand<TInt64> iteration, List<Moving> weights) {
    if (weights.isEmpty()) {
      return optimizer.step(tf, iteration, weights);
    }
    Operand<TFloat32> norm =
        tf.math.sqrt(
            tf.math.addN(
                weights.stream().map(weight -> Norms.squared(tf, weight.gradient())).toList()));
    Operand<TFloat32> share =
        tf.math.mul(
            tf.constant((float) limit),
            tf.math.minimum(tf.math.reciprocal(norm), tf.constant((float) (1 / limit))));
    // Nothing is added where the norm is finite; else NaN.
    Operand<TFloat32> scale = tf.math.add(share, tf.math.sub(norm, norm));
    return optimizer.step(
        tf,
        iteration,
        weights.stream()
            .map(weight -> weight.withGradient(tf.math.mul(weight.gradient(), scale)))
            .toList());
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
