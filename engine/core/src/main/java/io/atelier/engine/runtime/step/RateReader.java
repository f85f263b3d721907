package io.atelier.engine.runtime.step;

import io.atelier.engine.optimizer.LearningRate;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Reads the learning rate that an epoch was trained with.
 *
 * @param session holds the number of steps so far
 * @param steps that number: steps skipped for gradients that are not finite do not count
 * @param step the step whose rate is wanted, fed
 * @param rate at {@code step}
 */
public record RateReader(
    Session session, Operand<TInt64> steps, Placeholder<TInt64> step, Operand<TFloat32> rate) {

  public static RateReader of(
      Ops tf, Session session, Operand<TInt64> steps, LearningRate schedule) {
    Placeholder<TInt64> step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    return new RateReader(session, steps, step, schedule.at(tf, step));
  }

  /** {@return how many steps have moved the weights so far} */
  public long taken() {
    try (Result result = session.runner().fetch(steps).run()) {
      return ((TInt64) result.get(0)).getLong();
    }
  }

  /**
   * {@return the rate of an epoch's last step that moved the weights; if all its steps were
   * skipped, the rate they would have had: that of the next step}
   *
   * @param before {@link #taken} as the epoch began
   */
  public double since(long before) {
    long now = taken();
    try (TInt64 last = TInt64.scalarOf(now > before ? now - 1 : now);
        Result result = session.runner().feed(step, last).fetch(rate).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }
}
