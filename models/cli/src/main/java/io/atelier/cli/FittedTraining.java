package io.atelier.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.cli.option.SettingOptions;
import io.atelier.data.DataSet;
import io.atelier.data.Element;
import io.atelier.data.Examples;
import io.atelier.engine.layer.Model;
import io.atelier.lab.config.ModelEdit;
import io.atelier.lab.config.Objective;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.config.TrainingConfig;
import java.io.PrintWriter;

/**
 * Fits the settings of a training to its data.
 *
 * @param loss whether the loss follows from the data: no flag and no file says it
 * @param metrics whether the metrics do
 */
record FittedTraining(boolean loss, boolean metrics) {

  /**
   * {@return what is left to follow from the data}
   *
   * @param chosen as for {@link RunConfigs#of(ObjectNode)}
   * @param settings that come over it
   */
  static FittedTraining of(ObjectNode chosen, SettingOptions settings) {
    return new FittedTraining(
        follows("loss", chosen, settings), follows("metrics", chosen, settings));
  }

  private static boolean follows(String part, ObjectNode chosen, SettingOptions settings) {
    return RunConfigs.leaves(chosen, part) && !settings.sets("training." + part);
  }

  /**
   * {@return settings with what follows from the data}
   *
   * @throws IllegalArgumentException if the model does not fit the data
   */
  RunConfig of(RunConfig settings, DataSet set) {
    TrainingConfig training = settings.training();
    Objective fitting =
        loss
            ? Objective.of(set, settings.model())
            : new Objective(training.loss(), Objective.metrics(set));
    return settings.with(
        training.with(metrics ? fitting : new Objective(fitting.loss(), training.metrics())));
  }

  /**
   * {@return a model as it takes the data: bytes are floats of 0 to 255 to it, as to Keras}
   *
   * @param err told if it does not scale them
   */
  static Model taking(DataSet set, Model model, PrintWriter err) {
    Examples train = set.train();
    if (train.named().size() > 1 || Element.of(train.inputs()) != Element.BYTE) {
      return model;
    }
    Model taking = ModelEdit.takingBytes(model);
    if (!taking.equals(model) && !ModelEdit.scalesFirst(model)) {
      err.println(
          "The model is given the bytes as floats of 0 to 255; a Rescaling of 1/255 as its first layer would"
              + " scale them.");
    }
    return taking;
  }
}
