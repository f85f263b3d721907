package io.atelier.engine.runtime;

import io.atelier.data.DataSet;
import io.atelier.data.image.ImageCache;
import io.atelier.data.image.ImageSet;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.training.EpochResult;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decodes a folder of pictures, unless they are in the cache, and trains a small network on them
 * for one epoch; prints how long both took, and the most anonymous memory that the process had.
 */
final class StreamedPictures {
  private StreamedPictures() {}

  /**
   * Takes system properties: the folders {@code set} and {@code cache}, {@code memory} in bytes.
   */
  public static void main(String[] arguments) throws IOException {
    AtomicLong peak = watched();
    long start = System.nanoTime();
    DataSet set =
        ImageSet.of(Path.of(System.getProperty("set")))
            .in(ImageCache.in(Path.of(System.getProperty("cache"))))
            .load();
    System.out.println("inputs " + set.train().inputs());
    System.out.println("loaded in s " + (System.nanoTime() - start) / 1e9);
    long[] shape = set.exampleShape().stream().mapToLong(Integer::longValue).toArray();
    Model model =
        Model.of(
            "pictures",
            Input.bytes(shape),
            new Rescaling(1, 255),
            new MaxPooling2D(2),
            new Conv2D(8, 3, Activation.RELU),
            new MaxPooling2D(4),
            new Flatten(),
            new Dense(set.classes(), Activation.SOFTMAX));
    Execution execution = Execution.AUTO.withMemory(Long.getLong("memory"));
    Training training = Training.of(new Adam(0.001), 20);
    start = System.nanoTime();
    try (Program program =
        Program.compile(model, training, Optional.of(set.train()), Optional.empty(), execution)) {
      EpochResult epoch = program.trainEpoch(0, progress -> Verdict.CONTINUE).orElseThrow();
      System.out.println("windows " + program.windows());
      System.out.println("scores " + epoch.training());
    }
    System.out.println("trained in s " + (System.nanoTime() - start) / 1e9);
    System.out.println("peak KiB " + peak.get());
  }

  private static AtomicLong watched() {
    AtomicLong peak = new AtomicLong();
    Thread watch =
        new Thread(
            () -> {
              while (true) {
                peak.accumulateAndGet(anonymousKibibytes(), Math::max);
                try {
                  Thread.sleep(50);
                } catch (InterruptedException e) {
                  return;
                }
              }
            });
    watch.setDaemon(true);
    watch.start();
    return peak;
  }

  private static long anonymousKibibytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
