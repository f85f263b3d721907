package io.atelier.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The jobs: small, and each with every file that its command writes. */
final class Jobs {
  private static final String SPACE =
      """
      {
        "network": "mlp", "trials": 3, "patience": 2,
        "dimensions": {
          "batch_size": [32], "learning_rate": [0.01], "dropout": [0.1, 0.2], "hidden_layers": [1],
          "units": [64, 128], "activation": ["relu"]
        }
      }
      """;

  private Jobs() {}

  /** {@return a training that keeps its best weights} */
  static Job train() {
    return new Job(
        Job.Command.TRAIN,
        "train",
        words("train mlp-small-64 --device cpu --limit 640 --epochs 3 --patience 2 --restore-best"),
        words("train --resume"),
        "config.json",
        null);
  }

  /** {@return a search of three trials} */
  static Job search(Path folder) throws IOException {
    Path space = Files.writeString(folder.resolve("space.json"), SPACE);
    return new Job(
        Job.Command.SEARCH,
        "search",
        words("search --device cpu --limit 640 --epochs 2 --space " + space),
        words("search --resume"),
        "search.json",
        null);
  }

  /** {@return a reproduction of a search, from its beginning} */
  static Job reproduceSearch() {
    String row = "--only mlp-search --trials 1";
    return new Job(
        Job.Command.REPRODUCE,
        "reproduce-search",
        words("reproduce --device cpu --limit 640 --epochs 2 --seeds 1 " + row),
        words("reproduce --resume " + row),
        "reproduction.json",
        null);
  }

  /** {@return a reproduction of a row, from its beginning} */
  static Job reproduceRow() {
    return new Job(
        Job.Command.REPRODUCE,
        "reproduce-row",
        words("reproduce --device cpu --limit 640 --epochs 2 --seeds 1 --only mlp-adam"),
        words("reproduce --resume --only mlp-adam"),
        "reproduction.json",
        null);
  }

  /**
   * {@return a reproduction of a row of which one training is left}
   *
   * @param row the whole, done
   * @param template folder for it without that training
   */
  static Job reproduceLast(Job row, Path done, Path template) throws IOException {
    Folders.copy(done, template);
    List<Path> runs = Folders.walk(template.resolve("runs"));
    Path last = runs.stream().filter(path -> path.endsWith("seed-0")).findFirst().orElseThrow();
    Folders.delete(last);
    return new Job(
        row.command(), "reproduce-last", row.begin(), row.resume(), row.settings(), template);
  }

  private static List<String> words(String line) {
    return List.of(line.split(" "));
  }
}
