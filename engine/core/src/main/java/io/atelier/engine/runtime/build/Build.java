package io.atelier.engine.runtime.build;

import io.atelier.engine.runtime.lowering.Lowering;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** One building of a model into a graph: where its weights and random numbers come from. */
public interface Build {
  boolean training();

  Operand<TFloat32> weight(WeightSpec spec);

  /** Told of what a state is after the step; only training remembers it. */
  default void update(String name, Operand<TFloat32> value) {}

  /** {@return a mask; asked for in training alone} */
  default Operand<TBool> keep(Operand<TFloat32> like, double rate) {
    throw new IllegalStateException("nothing is drawn outside training");
  }

  /** {@return numbers of [0, 1), the first axis a batch; asked for in training alone} */
  default Operand<TFloat32> uniform(Shape shape) {
    throw new IllegalStateException("nothing is drawn outside training");
  }

  /** {@return standard normal numbers, the first axis a batch; asked for in training alone} */
  default Operand<TFloat32> normal(Shape shape) {
    throw new IllegalStateException("nothing is drawn outside training");
  }

  default Lowering lowering() {
    return Lowering.NATIVE;
  }

  /** Told of every layer of the model itself, not of those inside it. */
  default void built(LayerRow row) {}
}
