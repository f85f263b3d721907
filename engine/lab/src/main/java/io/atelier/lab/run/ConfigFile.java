package io.atelier.lab.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.file.WholeFile;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The {@code config.json} of a run: the settings it was begun with.
 *
 * @param path of the file
 * @param recorded what it says
 */
record ConfigFile(Path path, ObjectNode recorded) {
  /**
   * {@return the file of a run}
   *
   * @throws IOException if it cannot be read or is no JSON object
   */
  static ConfigFile read(RunFolder folder) throws IOException {
    Path path = folder.file("config.json");
    String text = WholeFile.read(path);
    try {
      return new ConfigFile(path, RunConfigs.parse(text));
    } catch (IllegalArgumentException e) {
      throw Json.damaged(path, "it " + e.getMessage(), e);
    }
  }

  /**
   * {@return the settings}
   *
   * @throws IOException if they are none that a run can have
   */
  RunConfig config() throws IOException {
    try {
      return RunConfigs.of(RecordedConfig.begunWith(recorded));
    } catch (IllegalArgumentException e) {
      throw Json.damaged(path, e.getMessage(), e);
    }
  }

  /** {@return whether it says when the best weights are restored; the earliest versions did not} */
  boolean hasRestoreRule() {
    return RecordedConfig.hasRule(recorded);
  }

  /**
   * Requires that a run goes on with the settings it was begun with. Whether its data are the same
   * is compared with the checkpoints, not here.
   *
   * @param config to go on with
   * @throws IOException if they are others
   */
  void require(RunConfig config) throws IOException {
    Difference.refuse(
        path.getParent(),
        Difference.between(withoutHashes(config), withoutHashes(config())),
        "the settings it was begun with",
        "leave them out, or train anew");
  }

  private static RunConfig withoutHashes(RunConfig config) {
    DataConfig data = config.data();
    return config.with(
        new DataConfig(
            data.source(),
            data.reading(),
            data.testSplit(),
            data.heldBack(),
            data.limit(),
            data.validation(),
            data.validationSplit(),
            data.classNames(),
            Map.of()));
  }
}
