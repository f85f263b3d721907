package io.atelier.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.run.StartingWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What a training begins with that another run learned. */
public final class FineTuningOptions {
  @Option(
      names = "--from",
      paramLabel = "RUN",
      description =
          "Begin with the weights of a run, or of a checkpoint inside its folder: those of the same name and"
              + " shape. Its model and settings are this run's too, unless flags say otherwise; with other --data,"
              + " loss and metrics follow from these, class weights and weighted metrics are not taken over, and for"
              + " another number of classes the last layer begins anew. The new run does not need RUN any more.")
  private Path from;

  @Option(
      names = "--freeze",
      paramLabel = "LAYER",
      description =
          "Layers that training leaves alone, by name, * for any letters: --freeze 'conv2d*'. Needs --from. May be"
              + " given several times.")
  private List<String> freeze = List.of();

  /** {@return whether the weights are another run's} */
  public boolean given() {
    return from != null;
  }

  /**
   * {@return the settings of the run that is begun with; of its data only what they are}
   *
   * @throws IOException if it is none, or damaged
   */
  public ObjectNode settings() throws IOException {
    ObjectNode settings = StartingWeights.config(from).json();
    ObjectNode data = (ObjectNode) settings.get("data");
    data.putArray("class_names");
    data.putObject("fingerprint");
    return settings;
  }

  /** Takes from settings what was said of other data. */
  public static void forgetData(ObjectNode settings) {
    settings.remove("data");
    settings
        .withObject("/training")
        .remove(List.of("loss", "metrics", "class_weight", "weighted_metrics"));
  }

  /** Adds what the flags say. */
  public void choose(ObjectNode chosen) {
    if (given()) {
      RunConfigs.choose(chosen, "from", from.toAbsolutePath().normalize().toString());
    }
  }

  /**
   * {@return settings whose model has the layers frozen}
   *
   * @throws IllegalArgumentException if no layer is called so, or no weights are taken
   */
  public RunConfig freeze(RunConfig config) {
    if (!freeze.isEmpty() && config.training().from().isEmpty()) {
      throw new IllegalArgumentException(
          "--freeze needs --from RUN, got none: weights that nothing has trained would stay as they are drawn; give it, or leave --freeze out");
    }
    return freeze.isEmpty()
        ? config
        : config.with(config.model().frozen(freeze.toArray(String[]::new)));
  }
}
