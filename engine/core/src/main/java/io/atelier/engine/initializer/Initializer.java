package io.atelier.engine.initializer;

import io.atelier.engine.Keras;
import java.util.function.LongSupplier;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Gives a weight its first values. */
@FunctionalInterface
@Keras(module = "keras.initializers")
public interface Initializer {
  /**
   * {@return the first values of a weight}
   *
   * @param shape every size known
   * @param seeds the run's stream of seeds, one draw a weight in build order; an initializer that
   *     is not random, or has a seed of its own, draws nothing
   */
  Operand<TFloat32> values(Ops tf, Shape shape, LongSupplier seeds);
}
