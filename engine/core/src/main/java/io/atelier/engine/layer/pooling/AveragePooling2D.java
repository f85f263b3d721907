package io.atelier.engine.layer.pooling;

import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The mean of every window: {@code [batch, height, width, channels]} to {@code [batch, height',
 * width', channels]} (Keras 3, {@code layers/pooling/average_pooling2d.py}).
 *
 * @param pool height and width of the window
 * @param strides step of the window
 * @param padding how the window meets the border; what is padded is not counted
 */
@Keras(also = "AvgPool2D", fixed = "data_format: 'channels_last'")
public record AveragePooling2D(
    @KerasKey(name = "pool_size", orElse = "2") Size pool,
    @KerasKey(orElseKey = "pool_size") Size strides,
    @KerasKey(orElse = "'valid'") Padding padding)
    implements Layer {
  /**
   * @throws IllegalArgumentException if anything is null
   */
  public AveragePooling2D {
    PoolWindow.require("AveragePooling2D", pool, strides, padding);
  }

  /** A square window that steps by its own side, no padding: Keras' defaults. */
  public AveragePooling2D(int pool) {
    this(Size.square(pool), Size.square(pool), Padding.VALID);
  }

  /** {@return the same layer with another step} */
  public AveragePooling2D withStrides(Size other) {
    return new AveragePooling2D(pool, other, padding);
  }

  /** {@return the same layer with another padding} */
  public AveragePooling2D withPadding(Padding other) {
    return new AveragePooling2D(pool, strides, other);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    return PoolWindow.images(
        "AveragePooling2D", input, pool, strides, padding, context::averagePool2d);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
