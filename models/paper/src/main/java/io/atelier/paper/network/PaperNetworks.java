package io.atelier.paper.network;

import io.atelier.data.DataSetException;
import io.atelier.data.Examples;
import io.atelier.data.Split;
import io.atelier.data.StratifiedSplit;
import io.atelier.data.fashion.FashionMnist;
import io.atelier.data.fetch.DownloadProgress;
import io.atelier.data.format.ReadOptions;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.training.Mode;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.config.ModelProvider;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.StoppingConfig;
import io.atelier.lab.config.TrainingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paper's networks with the settings that it trains them with. */
public final class PaperNetworks implements ModelProvider {
  /** 51,000 / 32 * 1,000, as the paper has it. */
  private static final double DECAY_STEPS = 1_593_750;

  /** Stochastic gradient descent with Nesterov momentum. */
  private static final Optimizer SGD = new Sgd(new ConstantRate(0.01), 0.8, true);

  /** Adam with the paper's schedule. */
  private static final Optimizer ADAM = new Adam(new InverseTimeDecay(0.001, DECAY_STEPS, 1));

  /** Images left to train on when the development set is held back. */
  public static final int TRAINING_IMAGES = 51_000;

  /** The share of the training images that the paper develops on. */
  private static final double HELD_BACK = 0.15;

  /** {@return the 60,000 training images in two: 51,000 to train on, 9,000 held back} */
  public static Split split(Examples all) {
    return StratifiedSplit.of(all, HELD_BACK, 0);
  }

  /**
   * {@return the paper's images, found or fetched}
   *
   * @param folder of their files; empty to look for them
   * @param progress hears of downloads, on the calling thread
   * @throws DataSetException where they are not and cannot be fetched
   */
  public static FashionMnist images(Optional<Path> folder, DownloadProgress progress)
      throws DataSetException {
    return FashionMnist.load(folder, System.getenv(), progress);
  }

  @Override
  public List<String> names() {
    return Catalogue.models().stream().map(PaperModel::name).toList();
  }

  @Override
  public Optional<RunConfig> preset(String name) {
    return Catalogue.find(name).map(PaperNetworks::settings);
  }

  @Override
  public Optional<Optimizer> optimizer(String name) {
    return switch (name) {
      case "sgd" -> Optional.of(SGD);
      case "adam" -> Optional.of(ADAM);
      case "adam-constant" -> Optional.of(new Adam(0.001));
      default -> Optional.empty();
    };
  }

  private static RunConfig settings(PaperModel network) {
    boolean mlp = network instanceof Mlp;
    return new RunConfig(
        new DataConfig(
            "fashion-mnist",
            ReadOptions.DEFAULT,
            0.2,
            HELD_BACK,
            0,
            DataConfig.Validation.TAIL,
            0.1,
            FashionMnist.CLASS_NAMES,
            Map.of()),
        network.build(),
        new TrainingConfig(
            mlp ? SGD : ADAM,
            new SparseCategoricalCrossEntropy(),
            List.of(new Accuracy()),
            32,
            100,
            0),
        mlp
            ? StoppingConfig.NONE
            : new StoppingConfig(
                "val_loss", Mode.AUTO, 10, false, StoppingConfig.RestoreRule.ALWAYS),
        ExecutionConfig.DEFAULT);
  }
}
