package io.atelier.engine.regularizer;

import io.atelier.engine.Keras;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What the size of a weight costs. The penalties of all weights that training moves are added to
 * the loss, in training and in evaluation, as in Keras.
 */
@FunctionalInterface
@Keras(module = "keras.regularizers")
public interface Regularizer {
  /**
   * {@return the cost of a weight, one number}
   *
   * @param weight of any shape
   */
  Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> weight);
}
