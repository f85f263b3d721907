package io.atelier.engine.runtime;

import io.atelier.data.Given;
import io.atelier.engine.Source;
import io.atelier.engine.layer.LayerNaming;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.training.EpochResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a model is trained.
 *
 * @param optimizer moves the weights
 * @param loss what is made small
 * @param metrics what is watched beside it
 * @param batchSize examples a step, at least 1; the last batch of an epoch may be smaller
 * @param seed of initial weights, dropout and the order of examples
 * @param shuffle whether every epoch has an order of its own
 * @param output name of the model's output that loss and metrics are of; empty for its only one
 */
public record Training(
    Optimizer optimizer,
    Loss loss,
    List<Metric> metrics,
    int batchSize,
    long seed,
    boolean shuffle,
    Optional<String> output) {
  /** What a history has beside metrics. */
  private static final Set<String> TAKEN = Set.of("loss", "epoch", "learning_rate", "seconds");

  /**
   * @throws IllegalArgumentException if {@code batchSize} is below 1, two metrics have one name or
   *     that of another quantity of a history, or anything is null
   */
  public Training {
    Given.required(optimizer, "Training", "an optimizer", "use new Adam(0.001) if unsure");
    Given.required(
        loss, "Training", "a loss", "use new SparseCategoricalCrossEntropy() for classes");
    metrics = Given.list(metrics, "Training", "metrics");
    Given.required(output, "Training", "an output or none", "use Optional.empty() for the only");
    if (output.isPresent() && !LayerNaming.fits(output.get())) {
      throw new IllegalArgumentException(
          "Training needs an output named with letters, digits, '_', '.' or '-', got \"%s\"; give the name of one of the model's"
              .formatted(output.get()));
    }
    requireNames(metrics);
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "Training needs batches of at least 1 example, got "
              + batchSize
              + "; give a positive batch size");
    }
  }

  /** On the only output of a model. */
  public Training(
      Optimizer optimizer,
      Loss loss,
      List<Metric> metrics,
      int batchSize,
      long seed,
      boolean shuffle) {
    this(optimizer, loss, metrics, batchSize, seed, shuffle, Optional.empty());
  }

  private static void requireNames(List<Metric> metrics) {
    Set<String> names = new HashSet<>();
    for (Metric metric : metrics) {
      String name = metric.name();
      if (name == null
          || name.isBlank()
          || TAKEN.contains(name)
          || name.startsWith(EpochResult.VALIDATED)) {
        throw new IllegalArgumentException(
            "Training needs metrics not named loss, epoch, learning_rate, seconds or val_…, which histories call other quantities, got %s; rename it"
                .formatted(name == null ? null : '"' + name + '"'));
      }
      if (!names.add(name)) {
        throw new IllegalArgumentException(
            "Training needs metrics of different names, got %s twice; rename one, such as new LossMetric(\"other\", …)"
                .formatted(name));
      }
    }
  }

  /**
   * {@return the names of what every epoch reports: the loss and the metrics}
   *
   * @param validated whether there are validation examples: each is reported on these too, its name
   *     behind {@code val_}
   */
  public List<String> quantities(boolean validated) {
    List<String> names = new ArrayList<>(List.of("loss"));
    metrics.forEach(metric -> names.add(metric.name()));
    if (validated) {
      List.copyOf(names).forEach(name -> names.add(EpochResult.VALIDATED + name));
    }
    return names;
  }

  /** {@return sparse categorical cross-entropy and accuracy, shuffled, seed 0} */
  public static Training of(Optimizer optimizer, int batchSize) {
    return new Training(
        optimizer,
        new SparseCategoricalCrossEntropy(),
        List.of(new Accuracy()),
        batchSize,
        0,
        true);
  }

  /** {@return the same training with another seed} */
  public Training withSeed(long other) {
    return new Training(optimizer, loss, metrics, batchSize, other, shuffle, output);
  }

  /** {@return the same training with loss and metrics of one of the model's outputs} */
  public Training on(String other) {
    Given.required(other, "Training", "an output", "name one of the model's outputs");
    return new Training(optimizer, loss, metrics, batchSize, seed, shuffle, Optional.of(other));
  }

  @Override
  public String toString() {
    return output.isPresent()
        ? Source.of(this)
        : Source.call("Training", optimizer, loss, metrics, batchSize, seed, shuffle);
  }
}
