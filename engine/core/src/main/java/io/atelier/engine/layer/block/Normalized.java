package io.atelier.engine.layer.block;

import io.atelier.engine.initializer.HeNormal;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.normalization.BatchNormalization;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What the blocks of residual networks share: convolutions of which every output is normalized. */
final class Normalized {
  private Normalized() {}

  /** {@return a convolution without bias, normalized} */
  static Layer convolution(int filters, int window, int strides) {
    return Sequential.of(plain(filters, window, strides), new BatchNormalization());
  }

  /** {@return a convolution without bias, normalized, where it is positive} */
  static Layer activated(int filters, int window, int strides) {
    return Sequential.of(
        plain(filters, window, strides), new BatchNormalization(), Activation.RELU.layer());
  }

  private static Layer plain(int filters, int window, int strides) {
    return new Conv2D(filters, window, Activation.LINEAR)
        .withPadding(Padding.SAME)
        .withStrides(Size.square(strides))
        .withKernelInitializer(new HeNormal())
        .withoutBias();
  }

  /**
   * {@return a body added to its input, where it is positive; the input goes through a convolution
   * of 1x1 if it has another shape than the body gives}
   */
  static Operand<TFloat32> residual(
      LayerContext context, Operand<TFloat32> input, Layer body, int filters, int strides) {
    Residual block = Residual.of(body);
    Shape shape = input.shape();
    boolean same = strides == 1 && shape.get(shape.numDimensions() - 1) == filters;
    Layer added = same ? block : block.withShortcut(convolution(filters, 1, strides));
    return context.apply(Activation.RELU.layer(), context.apply(added, input));
  }

  /** Requires a positive number of filters and a positive step. */
  static void require(String who, int filters, int strides) {
    if (filters < 1 || strides < 1) {
      throw new IllegalArgumentException(
          "%s needs at least 1 filter and strides of at least 1, got %s and %s; use strides of 2 to halve the images"
              .formatted(who, filters, strides));
    }
  }
}
