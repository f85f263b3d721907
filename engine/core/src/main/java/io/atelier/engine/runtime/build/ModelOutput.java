package io.atelier.engine.runtime.build;

import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.runtime.Training;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/**
 * An output of a model, as building it shows.
 *
 * @param name of the output
 * @param shape of the prediction, with the unknown batch in front
 * @param linear whether the prediction is plain sums of products: any numbers, not probabilities
 */
public record ModelOutput(String name, Shape shape, boolean linear) {

  static List<ModelOutput> of(Model model, List<Prediction> predictions) {
    List<ModelOutput> outputs = new ArrayList<>();
    for (int i = 0; i < predictions.size(); i++) {
      Prediction prediction = predictions.get(i);
      outputs.add(
          new ModelOutput(
              model.outputs().get(i).name(),
              prediction.values().shape(),
              Network.isLinear(prediction.values())));
    }
    return List.copyOf(outputs);
  }

  /** {@return the place of the output that a training is about; -1 if it says none of them} */
  static int find(Model model, Training training) {
    List<String> names = model.outputs().stream().map(Model.NamedOutput::name).toList();
    return training.output().map(names::indexOf).orElse(names.size() == 1 ? 0 : -1);
  }

  /**
   * {@return the place of the output that a training is about}
   *
   * @throws IllegalArgumentException if the model has several and the training says none of them
   */
  static int place(Model model, Training training) {
    List<String> names = model.outputs().stream().map(Model.NamedOutput::name).toList();
    int place = find(model, training);
    if (place < 0) {
      throw new IllegalArgumentException(
          "Training needs the output of model %s that its loss is of, one of %s, got %s; use training.on(\"%s\")"
              .formatted(model.name(), names, training.output().orElse("none"), names.get(0)));
    }
    return place;
  }

  /** Requires a known size for each example. */
  void requireRows(Model model) {
    boolean rows =
        shape.numDimensions() > 0
            && shape.get(0) == Shape.UNKNOWN_SIZE
            && !shape.tail().hasUnknownDimension();
    if (!rows) {
      throw new IllegalArgumentException(
          "Model %s needs an output for each example, of known size, got outputs of shape %s; keep the batch's axis in front, and give a computed shape with tf.ensureShape"
              .formatted(model.name(), shape.isUnknown() ? "unknown" : shape));
    }
  }
}
