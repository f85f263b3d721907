package io.atelier.engine.layer.pooling;

import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import org.tensorflow.Operand;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * The mean of every feature over a sequence: {@code [batch, steps, features]} to {@code [batch,
 * features]} (Keras 3, {@code layers/pooling/global_average_pooling1d.py}).
 *
 * @param keepdims whether the pooled axis stays, with size 1: {@code [batch, 1, features]}
 */
@Keras(also = "GlobalAvgPool1D", fixed = "data_format: 'channels_last'")
public record GlobalAveragePooling1D(@KerasKey(orElse = "false") boolean keepdims)
    implements Layer {
  /** Without the pooled axis. */
  public GlobalAveragePooling1D() {
    this(false);
  }

  /**
   * @throws IllegalArgumentException if the input is no sequences of known size
   */
  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireSequences("GlobalAveragePooling1D", input.shape());
    return context.tf().math.mean(input, context.tf().array(1), Mean.keepDims(keepdims));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
