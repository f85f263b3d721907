package io.atelier.engine.runtime;

import org.tensorflow.Operand;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** One building of a model into a graph: where its weights and masks come from. */
interface Build {
  boolean training();

  Operand<TFloat32> weight(WeightSpec spec);

  Operand<TBool> keep(Operand<TFloat32> like, double rate);

  default Lowering lowering() {
    return Lowering.NATIVE;
  }

  /** Told of every layer of the model itself, not of those inside it. */
  default void built(LayerRow row) {}
}
