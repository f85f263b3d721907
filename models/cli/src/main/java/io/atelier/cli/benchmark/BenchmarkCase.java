package io.atelier.cli.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.config.ModelEdit;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.run.RunFolder;
import io.atelier.lab.setting.Bound;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is measured at once.
 *
 * @param config the network and how it is trained
 * @param images in an epoch, at least one batch: the training images repeated, or a part of them
 * @param chunks of steps timed, 5 to 10,000
 */
public record BenchmarkCase(RunConfig config, int images, int chunks) {
  /** The training images of a run. */
  public static final int IMAGES = 45_900;

  /** As many images as there are to train on. */
  private static final int ALL = 0;

  /** Chunks that are timed if nothing else is said. */
  public static final int CHUNKS = 9;

  /** As many as a Java array of bytes holds. */
  private static final int MOST_IMAGES = Integer.MAX_VALUE / (28 * 28);

  private static final List<Network> NETWORKS =
      List.of(
          new Network("mlp-small-64", 0),
          new Network("mlp-small-64", 0.2),
          new Network("mlp-small-128", 0),
          new Network("mlp-small-128", 0.2),
          new Network("mlp-large-128", 0),
          new Network("cnn-small-32", 0),
          new Network("cnn-medium-64-128", 0),
          new Network("cnn-large-64-128-256", 0));

  private record Network(String model, double dropout) {}

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public BenchmarkCase {
    Bound.CHUNKS.require(chunks);
    if (images != ALL && (images < config.training().batchSize() || images > MOST_IMAGES)) {
      throw new IllegalArgumentException(
          "--images needs %s, a batch, to %s, got %s"
              .formatted(config.training().batchSize(), MOST_IMAGES, images));
    }
  }

  /**
   * {@return a case for each model and batch size}
   *
   * @param models names in the catalogue, or run folders; none for a choice from small to large, of
   *     which two small ones come with dropout too, unless the settings choose a dropout
   * @param batchSizes images a step
   * @param settings of all cases, by {@link RunConfig}'s names
   * @param images in an epoch; empty for {@link #IMAGES}, and for a run as many as it was trained
   *     on
   * @throws IllegalArgumentException if a model is unknown or a setting out of its range
   * @throws IOException if a run folder cannot be read
   */
  public static List<BenchmarkCase> all(
      List<String> models,
      List<Integer> batchSizes,
      ObjectNode settings,
      OptionalInt images,
      int chunks)
      throws IOException {
    if (images.isPresent() && images.getAsInt() == ALL) {
      throw new IllegalArgumentException(
          "--images needs at least a batch, got 0; leave it out for the default");
    }
    List<BenchmarkCase> cases = new ArrayList<>();
    for (Network network : networks(models, settings)) {
      boolean run = RunFolder.begun(Path.of(network.model()));
      for (int batchSize : batchSizes) {
        ObjectNode chosen = run ? ofRun(network, settings) : named(network, settings);
        chosen.put("batchSize", batchSize);
        int epoch = images.orElse(run ? ALL : IMAGES);
        cases.add(new BenchmarkCase(RunConfigs.of(chosen), epoch, chunks));
      }
    }
    return cases;
  }

  private static ObjectNode named(Network network, ObjectNode settings) {
    ObjectNode chosen = settings.deepCopy();
    return chosen.put("model", network.model()).put("dropout", network.dropout());
  }

  private static ObjectNode ofRun(Network network, ObjectNode settings) throws IOException {
    ObjectNode chosen = RunFolder.existing(Path.of(network.model())).config().json();
    return chosen.setAll(settings);
  }

  private static List<Network> networks(List<String> models, ObjectNode settings) {
    if (models.isEmpty() && !settings.has("dropout")) {
      return NETWORKS;
    }
    List<String> names =
        models.isEmpty() ? NETWORKS.stream().map(Network::model).distinct().toList() : models;
    double dropout = settings.path("dropout").asDouble();
    return names.stream().map(name -> new Network(name, dropout)).toList();
  }

  /** {@return the network: {@code mlp-small-64 dropout 0.2}} */
  public String network() {
    return config.model().name() + (dropout() > 0 ? " dropout " + dropout() : "");
  }

  /** {@return the rate of its dropout; 0 without} */
  double dropout() {
    return ModelEdit.dropout(config.model());
  }

  @Override
  public String toString() {
    return network() + ", batch " + config.training().batchSize();
  }
}
