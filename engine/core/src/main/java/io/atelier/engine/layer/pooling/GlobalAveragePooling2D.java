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
 * The mean of every channel of an image: {@code [batch, height, width, channels]} to {@code [batch,
 * channels]} (Keras 3, {@code layers/pooling/global_average_pooling2d.py}).
 *
 * @param keepdims whether the pooled axes stay, with size 1: {@code [batch, 1, 1, channels]}
 */
@Keras(also = "GlobalAvgPool2D", fixed = "data_format: 'channels_last'")
public record GlobalAveragePooling2D(@KerasKey(orElse = "false") boolean keepdims)
    implements Layer {
  /** Without the pooled axes. */
  public GlobalAveragePooling2D() {
    this(false);
  }

  /**
   * @throws IllegalArgumentException if the input is no images of known size
   */
  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireImages("GlobalAveragePooling2D", input.shape());
    return context.tf().math.mean(input, context.tf().array(1, 2), Mean.keepDims(keepdims));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
