package io.atelier.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.config.OptimizerEdit;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import picocli.CommandLine.Option;

/** How {@code atelier train} trains. */
public final class TrainingOptions {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs at most. Default: 100. With --resume, how many the run goes on to.")
  private Integer epochs;

  @Option(names = "--batch-size", paramLabel = "N", description = "Examples a step. Default: 32.")
  private Integer batchSize;

  @Option(names = "--optimizer", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}.")
  private OptimizerName optimizer;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "Rate; Adam's is the schedule's initial one. Default: SGD 0.01, Adam 0.001.")
  private Double learningRate;

  @Option(
      names = "--momentum",
      paramLabel = "MU",
      description = "Nesterov momentum of SGD, in [0, 1]. Default: 0.8.")
  private Double momentum;

  @Option(
      names = "--dropout",
      paramLabel = "RATE",
      description = "Dropout before every dense layer, in [0, 1). Default: 0.")
  private Double dropout;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Stop after N epochs without a better validation loss, or stopping.monitor if that is set; 0"
              + " never. Default: 0; of the paper's CNNs 10.")
  private Integer patience;

  @Option(
      names = "--restore-best",
      negatable = true,
      description =
          "End with the weights of the epoch that was best by what --patience watches, whatever ends the"
              + " training; needs --patience. Default: false, the last epoch's.")
  private Boolean restoreBest;

  @Option(
      names = "--initializer",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}. Default: glorot-uniform; he-uniform for *-he.")
  private InitializerName initializer;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of initial weights (Keras' set_random_seed), dropout and order. Default: 0.")
  private Long seed;

  @Option(
      names = "--validation-split",
      paramLabel = "SHARE",
      description =
          "Share of the training examples, in [0, 1), kept for validation: drawn, of every class its share;"
              + " with a name from 'atelier models' the last ones. Default: 0.1.")
  private Double validationSplit;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Train on N of the examples only, stratified, validation included.")
  private Integer limit;

  /** Adds what the flags say. */
  public void choose(ObjectNode chosen) {
    RunConfigs.choose(chosen, "epochs", epochs);
    RunConfigs.choose(chosen, "batchSize", batchSize);
    RunConfigs.choose(chosen, "optimizer", optimizer);
    RunConfigs.choose(chosen, "learningRate", learningRate);
    RunConfigs.choose(chosen, "momentum", momentum);
    RunConfigs.choose(chosen, "dropout", dropout);
    RunConfigs.choose(chosen, "patience", patience);
    RunConfigs.choose(chosen, "restoreBest", restoreBest);
    RunConfigs.choose(chosen, "initializer", initializer);
    RunConfigs.choose(chosen, "seed", seed);
    RunConfigs.choose(chosen, "validationSplit", validationSplit);
    RunConfigs.choose(chosen, "limit", limit);
  }

  /**
   * Requires that each flag has something to say in these settings.
   *
   * @throws IllegalArgumentException if one has not
   */
  public void require(RunConfig settings) {
    if (momentum != null && !OptimizerEdit.hasMomentum(settings.training().optimizer())) {
      throw OptimizerEdit.withoutMomentum(settings.training().optimizer());
    }
  }
}
