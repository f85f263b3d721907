package io.atelier.engine.layer.block;

import io.atelier.engine.Keras;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.LayerShapes;
import io.atelier.engine.layer.Sequential;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Convolutions of 1x1, 3x3 and 1x1, added to their input (He et al. 2016, figure 5 right): {@code
 * [batch, height, width, channels]} to {@code [batch, height / strides, width / strides, 4 *
 * filters]}. Each is normalized by {@link
 * io.atelier.engine.layer.normalization.BatchNormalization}; all but the last, and the sum, go
 * through ReLU. The step is that of the 3x3 convolution. Where the shape changes, so does the
 * input, by a normalized convolution of 1x1. Kernels begin as He et al. (2015) say.
 *
 * @param filters of the convolutions, at least 1; 4 times as many come out
 * @param strides by how much the images become smaller, at least 1
 */
@Keras(own = true)
public record Bottleneck(int filters, @KerasKey(orElse = "1") int strides) implements Layer {
  private static final int EXPANSION = 4;

  /**
   * @throws IllegalArgumentException if a number is below 1
   */
  public Bottleneck {
    Normalized.require("Bottleneck", filters, strides);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireImages("Bottleneck(" + filters + ")", input.shape());
    return Normalized.residual(
        context,
        input,
        Sequential.of(
            Normalized.activated(filters, 1, 1),
            Normalized.activated(filters, 3, strides),
            Normalized.convolution(EXPANSION * filters, 1, 1)),
        EXPANSION * filters,
        strides);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
