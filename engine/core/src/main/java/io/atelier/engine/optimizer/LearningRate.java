package io.atelier.engine.optimizer;

import io.atelier.engine.Keras;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A schedule of the learning rate. */
@FunctionalInterface
@Keras(module = "keras.optimizers.schedules", ignored = "name")
public interface LearningRate {
  /**
   * {@return the rate of a step, computed in float32}
   *
   * @param iteration 0-based number of the training step, counted over all epochs
   */
  Operand<TFloat32> at(Ops tf, Operand<TInt64> iteration);
}
