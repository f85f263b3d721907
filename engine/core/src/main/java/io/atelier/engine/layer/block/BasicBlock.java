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
 * Two convolutions of 3x3, added to their input (He et al. 2016, figure 5 left): {@code [batch,
 * height, width, channels]} to {@code [batch, height / strides, width / strides, filters]}. Each is
 * normalized by {@link io.atelier.engine.layer.normalization.BatchNormalization}; the first and the
 * sum go through ReLU. Where the shape changes, so does the input, by a normalized convolution of
 * 1x1. Kernels begin as He et al. (2015) say.
 *
 * <pre>{@code
 * Model.of("resnet-8", image, new Conv2D(16, 3, LINEAR).withPadding(SAME), new BatchNormalization(), RELU.layer(),
 *     new BasicBlock(16, 1), new BasicBlock(32, 2), new BasicBlock(64, 2),
 *     new GlobalAveragePooling2D(), new Dense(10, SOFTMAX))
 * }</pre>
 *
 * @param filters of the convolutions, at least 1
 * @param strides by how much the images become smaller, at least 1
 */
@Keras(own = true)
public record BasicBlock(int filters, @KerasKey(orElse = "1") int strides) implements Layer {
  /**
   * @throws IllegalArgumentException if a number is below 1
   */
  public BasicBlock {
    Normalized.require("BasicBlock", filters, strides);
  }

  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    LayerShapes.requireImages("BasicBlock(" + filters + ")", input.shape());
    return Normalized.residual(
        context,
        input,
        Sequential.of(
            Normalized.activated(filters, 3, strides), Normalized.convolution(filters, 3, 1)),
        filters,
        strides);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
