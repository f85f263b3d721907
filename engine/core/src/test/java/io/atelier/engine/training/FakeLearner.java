package io.atelier.engine.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A learner whose validation losses are given; its weights are the number of the epoch. */
final class FakeLearner implements Learner {
  private final List<Double> validationLosses;
  private final Map<String, Integer> kept = new HashMap<>();
  int weights = -1;

  /** A float32, as a program's. */
  double rate = 0.001;

  int chunks = 1;
  List<String> quantities = List.of("loss", "accuracy", "val_loss", "val_accuracy");

  FakeLearner(Double... validationLosses) {
    this.validationLosses = List.of(validationLosses);
  }

  @Override
  public List<String> quantities() {
    return quantities;
  }

  static EpochResult result(int epoch, double validationLoss) {
    return result(epoch, validationLoss, 0.001);
  }

  static EpochResult result(int epoch, double validationLoss, double rate) {
    return new EpochResult(
        epoch,
        new Scores(2 * validationLoss, Map.of("accuracy", 1 - validationLoss)),
        Optional.of(new Scores(validationLoss, Map.of("accuracy", 1 - validationLoss))),
        rate,
        Duration.ofSeconds(1));
  }

  @Override
  public Optional<EpochResult> trainEpoch(int epoch, ProgressListener progress) {
    weights = epoch;
    for (int chunk = 1; chunk <= chunks; chunk++) {
      Verdict verdict =
          progress.progressed(new Progress(epoch, chunk, chunks, new Scores(1, Map.of())));
      if (verdict instanceof Verdict.Stop && chunk < chunks) {
        return Optional.empty();
      }
    }
    return Optional.of(result(epoch, validationLosses.get(epoch), rate));
  }

  @Override
  public double learningRate() {
    return rate;
  }

  @Override
  public void setLearningRate(double next) {
    rate = (float) next;
  }

  @Override
  public void save(Path folder) throws IOException {
    Files.createDirectory(folder);
    Files.writeString(folder.resolve("weights"), Integer.toString(weights));
  }

  @Override
  public void keepWeights(String name) {
    kept.put(name, weights);
  }

  @Override
  public boolean hasKept(String name) {
    return kept.containsKey(name);
  }

  @Override
  public void restoreWeights(String name) {
    weights = kept.get(name);
  }
}
