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
import java.util.OptionalInt;

/**
 * A convolutional network (the paper's Tables 4-6): 28x28 bytes, 3x3 ReLU convolutions, each with a
 * 2x2 max-pooling behind it (both padded to the same size), optionally a dense ReLU layer, softmax.
 *
 * @param name in the catalogue
 * @param filters of each convolution in turn
 * @param denseUnits of the dense layer; empty for none
 */
public record Cnn(String name, List<Integer> filters, OptionalInt denseUnits)
    implements PaperModel {
  /** Makes an immutable copy. */
  public Cnn {
    filters = List.copyOf(filters);
  }

  @Override
  public KernelInitializer defaultInitializer() {
    return KernelInitializer.GLOROT_UNIFORM;
  }

  @Override
  public Model build(double dropout, KernelInitializer initializer) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Rescaling(1, 255));
    for (int i = 1; i <= filters.size(); i++) {
      layers.addAll(PaperModel.convolution(i, filters.get(i - 1), 3, 1, initializer));
    }
    layers.add(new Flatten().named("Flatten"));
    denseUnits.ifPresent(
        units ->
            layers.addAll(
                PaperModel.dense("dense_layer", units, Activation.RELU, dropout, initializer)));
    layers.addAll(PaperModel.dense("Output", CLASSES, Activation.SOFTMAX, dropout, initializer));
    return new Model(name, Input.bytes(28, 28, 1), layers);
  }

  @Override
  public Examples shaped(Examples examples) {
    return examples.reshapeInputs(28, 28, 1);
  }
}
