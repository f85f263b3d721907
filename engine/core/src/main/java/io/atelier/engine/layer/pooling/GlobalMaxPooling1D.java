package io.atelier.engine.layer.pooling;

import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import org.tensorflow.Operand;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TFloat32;

/**
 * The largest value of every feature of a sequence: {@code [batch, steps, features]} to {@code
 * [batch, features]} (Keras 3, {@code layers/pooling/global_max_pooling1d.py}). Equal largest
 * values share the gradient evenly.
 *
 * @param keepdims whether the pooled axis stays, with size 1: {@code [batch, 1, features]}
 */
@Keras(also = "GlobalMaxPool1D", fixed = "data_format: 'channels_last'")
public record GlobalMaxPooling1D(@KerasKey(orElse = "false") boolean keepdims) implements Layer {
  /** Without the pooled axis. */
  public GlobalMaxPooling1D() {
    this(false);
  }

  /**
   * @throws IllegalArgumentException if the input is no sequences of known size
   */
  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireSequences("GlobalMaxPooling1D", input.shape());
    return context.tf().reduceMax(input, context.tf().array(1), ReduceMax.keepDims(keepdims));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
