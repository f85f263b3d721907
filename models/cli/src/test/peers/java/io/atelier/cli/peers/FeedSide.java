package io.atelier.cli.peers;

import io.atelier.data.EpochOrder;
import io.atelier.lab.config.ExecutionConfig;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.framework.optimizers.Adam;
import org.tensorflow.framework.optimizers.Momentum;
import org.tensorflow.framework.optimizers.Optimizer;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * TensorFlow Java as its documentation shows it: a batch is gathered in Java and fed to a {@code
 * Session.run} a step, with the framework's optimizers. The images are floats before training
 * starts.
 */
public final class FeedSide {
  private final Setting setting;
  private final Images images;
  private final Pace pace;
  private final float[] pixels;
  private final int[] labels;

  private FeedSide(Setting setting, Images images, Pace pace) {
    this.setting = setting;
    this.images = images;
    this.pace = pace;
    this.pixels = new float[setting.batchSize() * Images.PIXELS];
    this.labels = new int[setting.batchSize()];
  }

  /** Runs with a setting as JSON. */
  public static void main(String[] args) {
    Child.main(
        "feed",
        (setting, examples, pace) -> new FeedSide(setting, Images.of(examples), pace).train(),
        args);
  }

  private void train() {
    try (Graph graph = new Graph();
        Session session = new Session(graph, threads())) {
      FeedNetwork network = FeedNetwork.of(graph, setting.network(), setting.dropout());
      Op step = optimizer(graph).minimize(network.loss());
      for (int epoch = 0; pace.goesOn(); epoch++) {
        epoch(session, network, step, EpochOrder.of(0, epoch, images.size()));
      }
    }
  }

  private void epoch(Session session, FeedNetwork network, Op step, int[] order) {
    int batch = setting.batchSize();
    for (int from = 0; from + batch <= order.length && pace.goesOn(); from += batch) {
      gather(order, from);
      try (TFloat32 inputs =
              TFloat32.tensorOf(Shape.of(batch, Images.PIXELS), DataBuffers.of(pixels));
          TInt32 targets = TInt32.vectorOf(labels)) {
        Session.Runner runner =
            session
                .runner()
                .feed(network.images(), inputs)
                .feed(network.labels(), targets)
                .addTarget(step);
        // The loss is read once a chunk, as for a progress bar, not once a step.
        boolean due = pace.due();
        if (due) {
          runner.fetch(network.loss());
        }
        try (Result result = runner.run()) {
          pace.stepped(1);
          if (due) {
            pace.read(((TFloat32) result.get(0)).getFloat());
          }
        }
      }
    }
  }

  private void gather(int[] order, int from) {
    for (int i = 0; i < labels.length; i++) {
      int row = order[from + i];
      System.arraycopy(
          images.pixels(), row * Images.PIXELS, pixels, i * Images.PIXELS, Images.PIXELS);
      labels[i] = images.labels()[row];
    }
  }

  private Optimizer optimizer(Graph graph) {
    float rate = (float) setting.learningRate();
    return setting.optimizer() == Setting.Kind.SGD
        ? new Momentum(graph, rate, (float) Setting.MOMENTUM, true)
        : new Adam(graph, rate);
  }

  private ConfigProto threads() {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(setting.threads())
            .setInterOpParallelismThreads(setting.threads());
    return setting.device() == ExecutionConfig.Device.CPU
        ? config.putDeviceCount("GPU", 0).build()
        : config.build();
  }
}
