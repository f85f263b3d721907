package io.atelier.models.run;

import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a convolution of a trained network makes of images. */
public final class FeatureMaps {
  private static final String CONVOLUTION = "Conv2D";

  private FeatureMaps() {}

  /**
   * {@return the layers up to and including a convolution, as a network of their own}
   *
   * @param number of the convolution among the network's, from 1
   * @throws IllegalArgumentException if there is no such convolution
   */
  public static Model upTo(Model model, int number) {
    List<Layer> layers = model.layers();
    int[] places =
        IntStream.range(0, layers.size())
            .filter(place -> layers.get(place).type().equals(CONVOLUTION))
            .toArray();
    if (places.length == 0) {
      throw new IllegalArgumentException(
          "feature-maps needs a network with convolutions, got %s; name a run of a CNN"
              .formatted(model.name()));
    }
    if (number < 1 || number > places.length) {
      throw new IllegalArgumentException(
          "--layer needs a convolution of %s, 1 to %s, got %s"
              .formatted(model.name(), places.length, number));
    }
    return new Model(model.name(), model.input(), layers.subList(0, places[number - 1] + 1));
  }

  /**
   * {@return the outputs, activation included, {@code [count, height, width, filters]}}
   *
   * @param part a network that {@link #upTo} cut off
   * @param weights the whole network's, by name
   * @param images as the network takes them
   */
  public static FloatValues of(
      Model part,
      Training training,
      Execution execution,
      Map<String, FloatValues> weights,
      Values images) {
    try (Program program =
        Program.compile(part, training, Optional.empty(), Optional.empty(), execution)) {
      Map<String, FloatValues> own = new HashMap<>(weights);
      own.keySet().retainAll(program.weights().keySet());
      program.setWeights(own);
      return program.outputs(images);
    }
  }
}
