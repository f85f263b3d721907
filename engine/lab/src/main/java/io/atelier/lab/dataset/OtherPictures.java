package io.atelier.lab.dataset;

import io.atelier.data.format.ReadOptions;
import io.atelier.data.image.ColorMode;
import io.atelier.engine.layer.Model;
import io.atelier.lab.config.RunConfig;

/** How pictures that a run was not trained on are read: in the size and colours of its model. */
public final class OtherPictures {
  private OtherPictures() {}

  public static ReadOptions reading(RunConfig config) {
    ReadOptions reading = config.data().reading();
    Model model = config.model();
    int[] shape = model.inputs().size() == 1 ? model.input().exampleShape() : new int[0];
    if (shape.length < 2 || shape.length > 3 || shape[0] < 1 || shape[1] < 1) {
      return reading;
    }
    int channels = shape.length == 2 ? 1 : shape[2];
    ColorMode colors =
        switch (channels) {
          case 1 -> ColorMode.GRAYSCALE;
          case 4 -> ColorMode.RGBA;
          default -> ColorMode.RGB;
        };
    return reading.with(reading.images().resized(shape[0], shape[1]).in(colors));
  }
}
