package io.atelier.engine.runtime.step;

import io.atelier.engine.optimizer.LearningRate;
import io.atelier.engine.runtime.tensorflow.Variable;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/**
 * Reads the learning rate that an epoch was trained with, and sets that of the next.
 *
 * @param session holds the number of steps so far
 * @param steps that number: steps skipped for gradients that are not finite do not count
 * @param scale what every rate is multiplied by
 * @param step the step whose rate is wanted, fed
 * @param planned rate at {@code step}, as the optimizer's schedule has it
 * @param rate the same multiplied by the scale
 */
public record RateReader(
    Session session,
    Operand<TInt64> steps,
    Variable<TFloat64> scale,
    Placeholder<TInt64> step,
    Operand<TFloat32> planned,
    Operand<TFloat32> rate) {

  public static RateReader of(Ops tf, Session session, Variables variables, LearningRate schedule) {
    Placeholder<TInt64> step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    Operand<TFloat32> planned = schedule.at(tf, step);
    return new RateReader(
        session,
        variables.iteration().value(),
        variables.rateScale(),
        step,
        planned,
        RateScale.scaled(tf, planned, variables.rateScale().value()));
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
    return at(now > before ? now - 1 : now, rate);
  }

  /** {@return the rate of the next step} */
  public double next() {
    return at(taken(), rate);
  }

  /**
   * Makes a rate that of the next step.
   *
   * @throws IllegalArgumentException if it is no positive number that float32 holds
   * @throws IllegalStateException if the schedule has come to a rate of 0
   */
  public void set(double wanted) {
    float rounded = (float) wanted;
    if (!(rounded > 0) || Float.isInfinite(rounded)) {
      throw new IllegalArgumentException(
          "Program needs a learning rate that is a positive number of float32, got %s; give one such as 0.001"
              .formatted(wanted));
    }
    double plan = at(taken(), planned);
    if (!(plan > 0)) {
      throw new IllegalStateException(
          "Program needs a schedule whose rate is above 0 to change it to %s, got %s; use a schedule that ends above 0"
              .formatted(wanted, plan));
    }
    try (TFloat64 next = TFloat64.scalarOf(rounded / plan)) {
      session.runner().feed(scale.fed(), next).addTarget(scale.feed()).run().close();
    }
  }

  private double at(long number, Operand<TFloat32> wanted) {
    try (TInt64 fed = TInt64.scalarOf(number);
        Result result = session.runner().feed(step, fed).fetch(wanted).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }
}
