package io.atelier.engine.runtime;

import io.atelier.data.Examples;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
 * @param classWeights how much examples of each class count in the loss
 * @param weightedMetrics what is watched with every example counting as much as in the loss
 * @param goals what several outputs are trained towards, with the sum of their losses made small;
 *     empty for one output. Loss and metrics are then those of the first
 * @param mixUp how examples are mixed with others; empty for not at all
 */
public record Training(
    Optimizer optimizer,
    Loss loss,
    List<Metric> metrics,
    int batchSize,
    long seed,
    boolean shuffle,
    Optional<String> output,
    ClassWeights classWeights,
    List<Metric> weightedMetrics,
    List<Goal> goals,
    Optional<MixUp> mixUp) {
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
    Given.required(classWeights, "Training", "class weights", "use ClassWeights.NONE for none");
    weightedMetrics = Given.list(weightedMetrics, "Training", "weighted metrics");
    goals = Given.list(goals, "Training", "goals");
    Given.required(mixUp, "Training", "mixing or none", "use Optional.empty() for none");
    TrainingNames.require(metrics, weightedMetrics, goals);
    Goal.requireFirst(goals, loss, metrics, output, classWeights, weightedMetrics);
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

  /** On one of a model's outputs. */
  public Training(
      Optimizer optimizer,
      Loss loss,
      List<Metric> metrics,
      int batchSize,
      long seed,
      boolean shuffle,
      Optional<String> output) {
    this(
        optimizer,
        loss,
        metrics,
        batchSize,
        seed,
        shuffle,
        output,
        ClassWeights.NONE,
        List.of(),
        List.of(),
        Optional.empty());
  }

  /**
   * {@return the names of what every epoch reports: the loss and the metrics}
   *
   * @param validated whether there are validation examples: each is reported on these too, its name
   *     behind {@code val_}
   */
  public List<String> quantities(boolean validated) {
    List<String> names = new ArrayList<>(TrainingNames.of(metrics, weightedMetrics, goals));
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
    return new Training(
        optimizer,
        loss,
        metrics,
        batchSize,
        other,
        shuffle,
        output,
        classWeights,
        weightedMetrics,
        goals,
        mixUp);
  }

  /** {@return the same training with loss and metrics of one of the model's outputs} */
  public Training on(String other) {
    Given.required(other, "Training", "an output", "name one of the model's outputs");
    return new Training(
        optimizer,
        loss,
        metrics,
        batchSize,
        seed,
        shuffle,
        Optional.of(other),
        classWeights,
        weightedMetrics,
        List.of(),
        mixUp);
  }

  /**
   * {@return a training of several outputs, shuffled, seed 0}
   *
   * @param goals one for each output that is trained, at least two
   * @throws IllegalArgumentException if there are fewer, two are of one output, or two quantities
   *     have one name
   */
  public static Training towards(Optimizer optimizer, int batchSize, Goal... goals) {
    List<Goal> all = Given.list(Arrays.asList(goals), "Training", "goals");
    if (all.size() < 2) {
      throw new IllegalArgumentException(
          "Training needs at least two goals of different outputs, got %s; use Training.on for one"
              .formatted(all.size()));
    }
    Goal first = all.get(0);
    return new Training(
        optimizer,
        first.loss(),
        first.metrics(),
        batchSize,
        0,
        true,
        Optional.of(first.output()),
        ClassWeights.NONE,
        List.of(),
        all,
        Optional.empty());
  }

  /** {@return the same training with classes that count differently} */
  public Training with(ClassWeights other) {
    return new Training(
        optimizer,
        loss,
        metrics,
        batchSize,
        seed,
        shuffle,
        output,
        other,
        weightedMetrics,
        goals,
        mixUp);
  }

  /**
   * {@return the same training that also watches metrics in which examples count as much as in the
   * loss}
   */
  public Training withWeightedMetrics(Metric... others) {
    return new Training(
        optimizer,
        loss,
        metrics,
        batchSize,
        seed,
        shuffle,
        output,
        classWeights,
        List.of(others),
        goals,
        mixUp);
  }

  /** {@return the same training on examples that are mixed with others of their batch} */
  public Training mixing(MixUp other) {
    return new Training(
        optimizer,
        loss,
        metrics,
        batchSize,
        seed,
        shuffle,
        output,
        classWeights,
        weightedMetrics,
        goals,
        Optional.of(other));
  }

  /** {@return the same training in another or no order} */
  public Training withShuffle(boolean other) {
    return new Training(
        optimizer,
        loss,
        metrics,
        batchSize,
        seed,
        other,
        output,
        classWeights,
        weightedMetrics,
        goals,
        mixUp);
  }

  /** {@return what each trained output is trained towards; of a model's only output, unnamed} */
  public List<Goal> each() {
    return goals.isEmpty()
        ? List.of(new Goal(output.orElse(Examples.TARGET), loss, metrics, 1))
        : goals;
  }

  @Override
  public String toString() {
    boolean plain = classWeights.equals(ClassWeights.NONE) && weightedMetrics.isEmpty();
    if (!plain || !goals.isEmpty() || mixUp.isPresent()) {
      return Source.of(this);
    }
    return output.isPresent()
        ? Source.call("Training", optimizer, loss, metrics, batchSize, seed, shuffle, output)
        : Source.call("Training", optimizer, loss, metrics, batchSize, seed, shuffle);
  }
}
