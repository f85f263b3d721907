package io.atelier.lab.run;

import io.atelier.engine.training.History;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;

/**
 * A run that goes on to another number of epochs than it was begun with: its settings are changed,
 * and what it wrote at its end is of no more use.
 *
 * @param folder of the run
 * @param config all its settings, with the wanted number of epochs
 */
public record Extension(RunFolder folder, RunConfig config) {

  /**
   * {@return whether another number of epochs is wanted than that of the run's settings}
   *
   * @throws IOException if these cannot be read
   */
  public boolean isWanted() throws IOException {
    return before() != config.training().epochs();
  }

  private int before() throws IOException {
    return folder.config().training().epochs();
  }

  /**
   * Requires a run that can be trained for so many epochs.
   *
   * @throws IOException if its other settings are not those of the run, it has more epochs already,
   *     it was ended by a rule that would end it again, or its last epoch's weights are gone
   */
  public void require() throws IOException {
    folder.require(config.with(config.training().withEpochs(before())));
    History history = folder.history();
    int trained = history.epochs().size();
    int wanted = config.training().epochs();
    if (wanted < trained) {
      throw new IOException(
          "%s needs --epochs of at least the %s that it has, got %s; give more, or train anew in another folder"
              .formatted(folder.path(), trained, wanted));
    }
    Stopping stopping = new Stopping(config);
    if (stopping.stops(history)) {
      throw new IOException(
          "%s was ended after epoch %s by early stopping or a loss that is no finite number, which more epochs do not change, got --epochs %s; train anew in another folder, or begin with its weights: train --from %s"
              .formatted(folder.path(), trained, wanted, folder.path()));
    }
    folder.checkpoints().requireNotTrainedOn(stopping, history);
  }

  /**
   * Changes the settings and deletes what the run wrote at its end.
   *
   * @param data SHA-256 of the data set's files by name
   * @throws IOException if it cannot be trained for so many epochs, the data are others, or the
   *     folder cannot be written
   */
  void make(Map<String, String> data) throws IOException {
    require();
    folder.require(config.with(config.training().withEpochs(before())), data);
    try (FileChannel held = folder.hold()) {
      // In this order: killed in between, it is a run without a report, of the epochs it had.
      new Leftovers(folder).deleteToGoOn(new Stopping(config).needed(folder.history()));
      Json.write(folder.file("config.json"), config.json());
    }
  }
}
