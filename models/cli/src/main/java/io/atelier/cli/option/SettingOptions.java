package io.atelier.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.config.Overlay;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Settings by their paths in {@code config.json}: a file of them, and single ones. */
public final class SettingOptions {
  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = {
        "Any setting by its path in config.json, over all others: training.optimizer.beta_1=0.8,"
            + " model.layers.3.units=64, training.loss='{\"class_name\": \"MeanAbsoluteError\"}'."
            + " May be given several times."
      })
  private List<String> set = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings as JSON, as a run's config.json; flags come over them.")
  private Path config;

  /**
   * {@return settings with those of the file over them}
   *
   * @throws IllegalArgumentException if the file cannot be read or is no JSON object
   */
  public ObjectNode withFile(ObjectNode settings) {
    return config == null ? settings : Overlay.over(settings, RunConfigs.read(config));
  }

  /**
   * {@return settings with each {@code --set} over them}
   *
   * @throws IllegalArgumentException if one is no path and value, or the value does not fit
   */
  public RunConfig withEachSet(RunConfig settings) {
    if (set.isEmpty()) {
      return settings;
    }
    ObjectNode changed = settings.json();
    for (String one : set) {
      int equals = one.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "--set needs PATH=VALUE, got '%s'; see 'config.json' of a run".formatted(one));
      }
      changed =
          Overlay.set(changed, one.substring(0, equals), Overlay.value(one.substring(equals + 1)));
    }
    return RunConfig.of(changed);
  }

  /** {@return whether a {@code --set} changes the setting at a path, or one inside it} */
  public boolean sets(String path) {
    return set.stream().anyMatch(one -> one.startsWith(path + "=") || one.startsWith(path + "."));
  }
}
