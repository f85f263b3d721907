package io.atelier.lab.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.training.History;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.json.Json;
import io.atelier.lab.json.SealedJson;
import io.atelier.lab.report.HistoryCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a checkpoint was trained with, kept inside it as {@code trained-with.json}, with a hash: it
 * appears with the checkpoint or not at all. A run goes on only if that is what its other files say
 * now.
 *
 * @param settings of the run, as its {@code config.json} had them
 * @param data SHA-256 of the data set's files by name
 * @param history rows of {@code history.csv} up to this checkpoint, without its header
 */
record TrainedWith(ObjectNode settings, Map<String, String> data, List<String> history) {
  /**
   * Settings that may change while a run is trained: how long, and what does the work. All others
   * make another run.
   */
  static final Set<String> WISHES =
      Set.of(
          "training.epochs",
          "stopping.patience",
          "execution.device",
          "execution.threads",
          "execution.memory",
          "execution.gpu",
          "execution.gpu_memory",
          "execution.gpus",
          "execution.evaluation_batch");

  private static final String FILE = "trained-with.json";

  /** Makes immutable copies. */
  TrainedWith {
    if (settings == null || data == null || history == null) {
      throw new IllegalArgumentException("settings, data and history need values, got null");
    }
    data = Map.copyOf(data);
    history = List.copyOf(history);
  }

  /** {@return what a run has come to with these settings and data} */
  static TrainedWith of(RunConfig config, Map<String, String> data, History history) {
    return new TrainedWith(config.json(), data, HistoryCsv.rows(history));
  }

  /**
   * {@return what a checkpoint was trained with; empty if a version wrote it that kept no record}
   *
   * @throws IOException if the record is damaged
   */
  static Optional<TrainedWith> read(Path checkpoint) throws IOException {
    Path file = checkpoint.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    SealedJson sealed = SealedJson.open(file);
    TrainedWith read = sealed.as(TrainedWith.class);
    sealed.require("history");
    return Optional.of(read);
  }

  /** {@return the same with fewer epochs} */
  TrainedWith upTo(int epochs) {
    return new TrainedWith(settings, data, history.subList(0, epochs));
  }

  /** {@return the error of a checkpoint without the record it was written with} */
  static IOException gone(Path checkpoint) {
    return new IOException(
        "%s needs the record of what it was trained with, got none; put a copy of it back, or train anew in another folder"
            .formatted(checkpoint.resolve(FILE)));
  }

  /** Writes it into a checkpoint that is being made. */
  void write(Path checkpoint) throws IOException {
    Files.writeString(
        checkpoint.resolve(FILE),
        Json.MAPPER.writeValueAsString(SealedJson.sealed(this)) + System.lineSeparator());
  }

  /**
   * Requires a run's settings and history to be those of its checkpoint.
   *
   * @param run its folder
   * @param now rows of its history
   * @throws IOException if they are others; which
   */
  void require(Path run, RunConfig config, List<String> now) throws IOException {
    List<Object> found =
        new ArrayList<>(
            Difference.without(
                Difference.between(config.json(), RecordedConfig.now(settings)), WISHES));
    if (Files.exists(run.resolve("history.csv"))) {
      found.addAll(HistoryCsv.differences(now, history, config.training().metricNames()));
    }
    refuse(run, found);
  }

  /**
   * Requires the data set to be the one of the checkpoint.
   *
   * @param run its folder
   * @param now SHA-256 of the files by name
   * @throws IOException if it is another; which files
   */
  void requireData(Path run, Map<String, String> now) throws IOException {
    refuse(run, Fingerprints.differences(now, data));
  }

  private static void refuse(Path run, List<?> differences) throws IOException {
    Difference.refuse(
        run,
        differences,
        "what its checkpoint was trained with",
        "bring that back, or train anew in another folder");
  }
}
