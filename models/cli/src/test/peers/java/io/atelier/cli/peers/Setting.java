package io.atelier.cli.peers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.json.Json;
import io.atelier.paper.network.Catalogue;
import io.atelier.paper.network.Mlp;
import io.atelier.paper.network.PaperModel;
import java.util.Locale;

/**
 * What every side trains.
 *
 * @param model name in the catalogue
 * @param optimizer SGD with a rate of 0.01 and momentum 0.8, or Adam with a rate of 0.001
 * @param dropout rate before every dense layer; 0 for none
 * @param batchSize examples a step
 * @param threads of the CPU
 * @param device CPU or GPU
 * @param seconds to measure for, after warming up
 */
record Setting(
    String model,
    Kind optimizer,
    double dropout,
    int batchSize,
    int threads,
    ExecutionConfig.Device device,
    double seconds) {
  static final double MOMENTUM = 0.8;

  /** How every side trains. */
  enum Kind {
    SGD,
    ADAM
  }

  /**
   * {@return the setting of a case, {@code mlp-small-128+dropout0.2}: a model, then what differs
   * from the paper, {@code dropout<rate>}, {@code sgd} or {@code adam}}
   *
   * @throws IllegalArgumentException if there is no such model or difference, or a value is out of
   *     range
   */
  static Setting of(
      String text, int batchSize, int threads, ExecutionConfig.Device device, double seconds) {
    String[] parts = text.split("\\+", -1);
    PaperModel model = network(parts[0]);
    Kind optimizer = model instanceof Mlp ? Kind.SGD : Kind.ADAM;
    double dropout = 0;
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].equals("sgd")) {
        optimizer = Kind.SGD;
      } else if (parts[i].equals("adam")) {
        optimizer = Kind.ADAM;
      } else if (parts[i].matches("dropout0?\\.\\d+")) {
        dropout = Double.parseDouble(parts[i].substring("dropout".length()));
      } else {
        throw new IllegalArgumentException(
            "a case needs MODEL[+sgd|+adam][+dropout0.2], got %s; change '%s'"
                .formatted(text, parts[i]));
      }
    }
    Setting setting =
        new Setting(model.name(), optimizer, dropout, batchSize, threads, device, seconds);
    setting.config(); // refuses what is out of its range
    return setting;
  }

  private static PaperModel network(String name) {
    return Catalogue.find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a case needs a network of 'atelier models', got %s; correct it"
                        .formatted(name)));
  }

  /** {@return the network in the catalogue} */
  PaperModel network() {
    return network(model);
  }

  /** {@return the same with another number of threads} */
  Setting withThreads(int other) {
    return new Setting(model, optimizer, dropout, batchSize, other, device, seconds);
  }

  double learningRate() {
    return optimizer == Kind.SGD ? 0.01 : 0.001;
  }

  /** {@return the run that the command line would make of it} */
  RunConfig config() {
    ObjectNode chosen = Json.MAPPER.createObjectNode();
    RunConfigs.choose(chosen, "model", model);
    RunConfigs.choose(chosen, "epochs", 1);
    RunConfigs.choose(chosen, "patience", 0);
    RunConfigs.choose(chosen, "batchSize", batchSize);
    RunConfigs.choose(chosen, "optimizer", optimizer.name().toLowerCase(Locale.ROOT));
    RunConfigs.choose(chosen, "learningRate", learningRate());
    RunConfigs.choose(chosen, "momentum", optimizer == Kind.SGD ? MOMENTUM : null);
    RunConfigs.choose(chosen, "dropout", dropout > 0 ? dropout : null);
    RunConfigs.choose(chosen, "device", device);
    RunConfigs.choose(chosen, "threads", threads);
    return RunConfigs.of(chosen);
  }

  /** {@return the case as it is written} */
  String text() {
    String kind = "+" + optimizer.name().toLowerCase(Locale.ROOT);
    return model + kind + (dropout > 0 ? "+dropout" + dropout : "");
  }
}
