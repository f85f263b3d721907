package io.atelier.cli.peers;

import io.atelier.lab.config.RunConfig;
import io.atelier.models.run.RestoreRule;
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
    RunConfig.Kind optimizer,
    double dropout,
    int batchSize,
    int threads,
    RunConfig.Device device,
    double seconds) {
  static final double MOMENTUM = 0.8;

  /**
   * {@return the setting of a case, {@code mlp-small-128+dropout0.2}: a model, then what differs
   * from the paper, {@code dropout<rate>}, {@code sgd} or {@code adam}}
   *
   * @throws IllegalArgumentException if there is no such model or difference, or a value is out of
   *     range
   */
  static Setting of(
      String text, int batchSize, int threads, RunConfig.Device device, double seconds) {
    String[] parts = text.split("\\+", -1);
    PaperModel model = Catalogue.named(parts[0]);
    RunConfig.Kind optimizer = model instanceof Mlp ? RunConfig.Kind.SGD : RunConfig.Kind.ADAM;
    double dropout = 0;
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].equals("sgd")) {
        optimizer = RunConfig.Kind.SGD;
      } else if (parts[i].equals("adam")) {
        optimizer = RunConfig.Kind.ADAM;
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

  /** {@return the same with another number of threads} */
  Setting withThreads(int other) {
    return new Setting(model, optimizer, dropout, batchSize, other, device, seconds);
  }

  double learningRate() {
    return optimizer == RunConfig.Kind.SGD ? 0.01 : 0.001;
  }

  /** {@return the run that the command line would make of it} */
  RunConfig config() {
    return new RunConfig(
        model,
        1,
        batchSize,
        optimizer,
        learningRate(),
        MOMENTUM,
        dropout,
        0,
        false,
        Catalogue.named(model).defaultInitializer(),
        0,
        0.1,
        false,
        RunConfig.TRAINING_IMAGES,
        device,
        threads,
        0,
        -1,
        0,
        RunConfig.Precision.FLOAT32,
        1,
        0,
        RestoreRule.ALWAYS);
  }

  /** {@return the case as it is written} */
  String text() {
    String kind = "+" + optimizer.name().toLowerCase(Locale.ROOT);
    return model + kind + (dropout > 0 ? "+dropout" + dropout : "");
  }
}
