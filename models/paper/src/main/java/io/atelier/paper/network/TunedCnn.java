package io.atelier.paper.network;

import io.atelier.data.Examples;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.lab.config.KernelInitializer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A convolutional network as the paper's search tries them (section 7 of its report): ReLU
 * convolutions, each with a 2x2 max-pooling behind it (both padded to the same size), dense ReLU
 * layers, softmax.
 *
 * @param convolutions in turn
 * @param denseUnits of each dense layer before the last
 */
public record TunedCnn(List<Convolution> convolutions, List<Integer> denseUnits)
    implements PaperModel {

  /**
   * A convolution.
   *
   * @param filters at least 1
   * @param kernel its width and height, at least 1
   * @param stride in both directions, at least 1
   */
  public record Convolution(int filters, int kernel, int stride) {
    @Override
    public String toString() {
      return filters + "k" + kernel + "s" + stride;
    }
  }

  /** Makes immutable copies. */
  public TunedCnn {
    convolutions = List.copyOf(convolutions);
    denseUnits = List.copyOf(denseUnits);
  }

  /** {@return {@code cnn-64k5s1-128k3s2-dense128}} */
  @Override
  public String name() {
    String dense = denseUnits.stream().map(units -> "-dense" + units).collect(Collectors.joining());
    return convolutions.stream()
        .map(Convolution::toString)
        .collect(Collectors.joining("-", "cnn-", dense));
  }

  @Override
  public KernelInitializer defaultInitializer() {
    return KernelInitializer.GLOROT_UNIFORM;
  }

  @Override
  public Model build(double dropout, KernelInitializer initializer) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Rescaling(1, 255));
    for (int i = 1; i <= convolutions.size(); i++) {
      Convolution convolution = convolutions.get(i - 1);
      layers.addAll(
          PaperModel.convolution(
              i, convolution.filters(), convolution.kernel(), convolution.stride(), initializer));
    }
    layers.add(new Flatten().named("Flatten"));
    for (int i = 1; i <= denseUnits.size(); i++) {
      layers.addAll(
          PaperModel.dense(
              "dense_layer_" + i, denseUnits.get(i - 1), Activation.RELU, dropout, initializer));
    }
    layers.addAll(PaperModel.dense("Output", CLASSES, Activation.SOFTMAX, dropout, initializer));
    return new Model(name(), Input.bytes(28, 28, 1), layers);
  }

  @Override
  public Examples shaped(Examples examples) {
    return examples.reshapeInputs(28, 28, 1);
  }
}
