package io.atelier.cli.peers;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.atelier.data.Examples;
import java.util.Arrays;

/**
 * DJL on PyTorch: its trainer's own loop ({@code EasyTrain}) without listeners and evaluators,
 * which would only cost it time. The images are floats before training starts. Its SGD knows no
 * Nesterov momentum.
 */
public final class DjlSide {
  private DjlSide() {}

  /** Runs with a setting as JSON. */
  public static void main(String[] args) {
    Child.main("djl", DjlSide::train, args);
  }

  private static void train(Setting setting, Examples examples, Pace pace) throws Exception {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(setting.threads()));
    try (Model model = Model.newInstance(setting.model(), Device.cpu(), "PyTorch")) {
      model.setBlock(DjlNetwork.of(setting.network(), setting.dropout()));
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
              .optOptimizer(optimizer(setting))
              .optDevices(new Device[] {Device.cpu()});
      try (Trainer trainer = model.newTrainer(config)) {
        Images images = Images.of(examples);
        Shape shape = DjlNetwork.input(setting.network());
        trainer.initialize(new Shape(setting.batchSize()).addAll(shape));
        ArrayDataset data = data(trainer.getManager(), images, shape, setting.batchSize());
        while (pace.goesOn()) {
          epoch(trainer, data, pace);
        }
      }
    }
  }

  private static void epoch(Trainer trainer, ArrayDataset data, Pace pace) throws Exception {
    for (Batch batch : trainer.iterateDataset(data)) {
      try (batch) {
        // Reading a loss waits for it: once a chunk, as for a progress bar, not once a step.
        boolean due = pace.due();
        NDArray loss;
        try (GradientCollector collector = trainer.newGradientCollector()) {
          loss =
              trainer
                  .getLoss()
                  .evaluate(batch.getLabels(), trainer.forward(batch.getData(), batch.getLabels()));
          collector.backward(loss);
        }
        trainer.step();
        pace.stepped(1);
        if (due) {
          pace.read(loss.getFloat());
        }
      }
      if (!pace.goesOn()) {
        return;
      }
    }
  }

  private static ArrayDataset data(NDManager manager, Images images, Shape shape, int batchSize) {
    long[] labels = Arrays.stream(images.labels()).asLongStream().toArray();
    return new ArrayDataset.Builder()
        .setData(manager.create(images.pixels(), new Shape(images.size()).addAll(shape)))
        .optLabels(manager.create(labels))
        .setSampling(batchSize, true)
        .build();
  }

  private static Optimizer optimizer(Setting setting) {
    Tracker rate = Tracker.fixed((float) setting.learningRate());
    return setting.optimizer() == Setting.Kind.SGD
        ? Optimizer.sgd().setLearningRateTracker(rate).optMomentum((float) Setting.MOMENTUM).build()
        : Optimizer.adam().optLearningRateTracker(rate).build();
  }
}
