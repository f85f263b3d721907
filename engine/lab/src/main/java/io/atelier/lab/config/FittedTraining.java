package io.atelier.lab.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.DataSet;
import io.atelier.data.Element;
import io.atelier.data.Examples;
import io.atelier.engine.layer.Model;

/**
 * What of a training follows from its data, where nobody has said it.
 *
 * @param loss whether the loss does
 * @param metrics whether the metrics do
 */
public record FittedTraining(boolean loss, boolean metrics) {

  /**
   * {@return what settings leave to follow from the data}
   *
   * @param chosen as for {@link RunConfigs#of(ObjectNode)}
   */
  public static FittedTraining of(ObjectNode chosen) {
    return new FittedTraining(
        RunConfigs.leaves(chosen, "loss"), RunConfigs.leaves(chosen, "metrics"));
  }

  /**
   * {@return settings with what follows from the data}
   *
   * @throws IllegalArgumentException if the model does not fit the data
   */
  public RunConfig of(RunConfig settings, DataSet set) {
    TrainingConfig training = settings.training();
    Objective fitting =
        loss
            ? Objective.of(set, settings.model())
            : new Objective(training.loss(), Objective.metrics(set));
    return settings.with(
        training
            .with(metrics ? fitting : new Objective(fitting.loss(), training.metrics()))
            .with(training.classWeight().of(set)));
  }

  /** {@return a model as it takes the data: bytes are floats of 0 to 255 to it, as to Keras} */
  public static Model taking(DataSet set, Model model) {
    Examples train = set.train();
    return train.named().size() > 1 || Element.of(train.inputs()) != Element.BYTE
        ? model
        : ModelEdit.takingBytes(model);
  }
}
