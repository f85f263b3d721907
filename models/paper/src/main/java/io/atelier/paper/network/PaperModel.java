package io.atelier.paper.network;

import io.atelier.data.Examples;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.lab.config.KernelInitializer;
import java.util.List;

/** A network of the paper, before its dropout and initializer are chosen. */
public sealed interface PaperModel permits Mlp, Cnn, TunedCnn {
  /** Number of classes. */
  int CLASSES = 10;

  /** {@return the name it is called by: {@code mlp-small-64}} */
  String name();

  /** {@return how its kernels begin if nothing else is said} */
  KernelInitializer defaultInitializer();

  /**
   * {@return the network}
   *
   * @param dropout rate of a dropout layer before every dense layer; 0 for none
   * @param initializer of all kernels
   */
  Model build(double dropout, KernelInitializer initializer);

  /** {@return the network as the paper has it} */
  default Model build() {
    return build(0, defaultInitializer());
  }

  /** {@return examples in the shape this network takes} */
  Examples shaped(Examples examples);

  /**
   * {@return a ReLU convolution and a 2x2 max-pooling behind it, both padded to the same size}
   *
   * @param number of the convolution in the network, 1 for the first
   * @param kernel its width and height
   * @param stride in both directions
   */
  static List<Layer> convolution(
      int number, int filters, int kernel, int stride, KernelInitializer initializer) {
    return List.of(
        new Conv2D(filters, kernel, Activation.RELU)
            .withStrides(Size.square(stride))
            .withPadding(Padding.SAME)
            .withKernelInitializer(initializer.initializer())
            .named("conv_2d_layer_" + number),
        new MaxPooling2D(2).withPadding(Padding.SAME).named("max_pool_2d_layer_" + number));
  }

  /** {@return a dense layer behind its dropout} */
  static List<Layer> dense(
      String name,
      int units,
      Activation activation,
      double dropout,
      KernelInitializer initializer) {
    Layer dense =
        new Dense(units, activation).withKernelInitializer(initializer.initializer()).named(name);
    return dropout > 0 ? List.of(new Dropout(dropout), dense) : List.of(dense);
  }
}
