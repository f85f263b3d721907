package io.atelier.engine.layer.augmentation;

import io.atelier.engine.layer.Layer;
import io.atelier.engine.runtime.BuiltLayer;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/** What layers make of images. */
final class Augmented {
  private Augmented() {}

  static float[] training(Layer layer, boolean compiled, long step, Shape shape, float... images) {
    return of(layer, true, compiled, step, shape, images);
  }

  static float[] inference(Layer layer, Shape shape, float... images) {
    return of(layer, false, false, 0, shape, images);
  }

  private static float[] of(
      Layer layer, boolean training, boolean compiled, long step, Shape shape, float... images) {
    try (BuiltLayer built = new BuiltLayer(layer, shape, training, compiled, 1)) {
      return built.at(step, List.of(new float[(int) built.shapes().get(0).size()], images)).get(0);
    }
  }

  /** {@return 0, 1, 2 and so on} */
  static float[] counted(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    return values;
  }
}
