package io.atelier.paper.network;

import io.atelier.data.Examples;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.lab.config.KernelInitializer;
import java.util.ArrayList;
import java.util.List;

/**
 * A multi-layer perceptron (the paper's Table 1): 784 bytes, equal hidden ReLU layers, softmax.
 *
 * @param name in the catalogue
 * @param hiddenLayers at least 1
 * @param units in each of them
 * @param defaultInitializer of all kernels
 */
public record Mlp(String name, int hiddenLayers, int units, KernelInitializer defaultInitializer)
    implements PaperModel {
  private static final int PIXELS = 28 * 28;

  @Override
  public Model build(double dropout, KernelInitializer initializer) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Rescaling(1, 255));
    for (int i = 1; i <= hiddenLayers; i++) {
      layers.addAll(
          PaperModel.dense("hidden_layer_" + i, units, Activation.RELU, dropout, initializer));
    }
    layers.addAll(PaperModel.dense("Output", CLASSES, Activation.SOFTMAX, dropout, initializer));
    return new Model(name, Input.bytes(PIXELS), layers);
  }

  @Override
  public Examples shaped(Examples examples) {
    return examples.reshapeInputs(PIXELS);
  }
}
