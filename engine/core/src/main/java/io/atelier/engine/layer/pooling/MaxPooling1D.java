package io.atelier.engine.layer.pooling;

import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Padding;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The largest value of every window of a sequence: {@code [batch, steps, features]} to {@code
 * [batch, steps', features]} (Keras 3, {@code layers/pooling/max_pooling1d.py}).
 *
 * @param pool steps of the window
 * @param strides steps between two windows
 * @param padding how the window meets the ends; what is padded never wins
 */
@Keras(also = "MaxPool1D", fixed = "data_format: 'channels_last'")
public record MaxPooling1D(
    @KerasKey(name = "pool_size", orElse = "2") int pool,
    @KerasKey(orElseKey = "pool_size") int strides,
    @KerasKey(orElse = "'valid'") Padding padding)
    implements Layer {
  /**
   * @throws IllegalArgumentException if a number is below 1, or there is no padding
   */
  public MaxPooling1D {
    PoolWindow.require("MaxPooling1D", pool, strides, padding);
  }

  /** A window that steps by its own size, no padding: Keras' defaults. */
  public MaxPooling1D(int pool) {
    this(pool, pool, Padding.VALID);
  }

  /** {@return the same layer with another step} */
  public MaxPooling1D withStrides(int other) {
    return new MaxPooling1D(pool, other, padding);
  }

  /** {@return the same layer with another padding} */
  public MaxPooling1D withPadding(Padding other) {
    return new MaxPooling1D(pool, strides, other);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    return PoolWindow.steps(
        "MaxPooling1D", context.tf(), input, pool, strides, padding, context::maxPool2d);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
