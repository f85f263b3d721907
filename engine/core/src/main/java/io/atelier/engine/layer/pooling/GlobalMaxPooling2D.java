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
 * The largest value of every channel of an image: {@code [batch, height, width, channels]} to
 * {@code [batch, channels]} (Keras 3, {@code layers/pooling/global_max_pooling2d.py}). Equal
 * largest values share the gradient evenly.
 *
 * @param keepdims whether the pooled axes stay, with size 1: {@code [batch, 1, 1, channels]}
 */
@Keras(also = "GlobalMaxPool2D", fixed = "data_format: 'channels_last'")
public record GlobalMaxPooling2D(@KerasKey(orElse = "false") boolean keepdims) implements Layer {
  /** Without the pooled axes. */
  public GlobalMaxPooling2D() {
    this(false);
  }

  /**
   * @throws IllegalArgumentException if the input is no images of known size
   */
  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireImages("GlobalMaxPooling2D", input.shape());
    return context.tf().reduceMax(input, context.tf().array(1, 2), ReduceMax.keepDims(keepdims));
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
