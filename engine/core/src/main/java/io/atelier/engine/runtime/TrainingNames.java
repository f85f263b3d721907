package io.atelier.engine.runtime;

import io.atelier.engine.metric.Metric;
import io.atelier.engine.training.EpochResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a training's quantities are called, as Keras calls them. */
final class TrainingNames {
  /** What a history has beside metrics. */
  private static final Set<String> TAKEN = Set.of("loss", "epoch", "learning_rate", "seconds");

  private TrainingNames() {}

  /**
   * {@return the loss, and the metrics; of several outputs, the loss of each, {@code NAME_loss},
   * and then the metrics of each, {@code NAME_accuracy}}
   */
  static List<String> of(List<Metric> metrics, List<Metric> weighted, List<Goal> goals) {
    List<String> names = new ArrayList<>(List.of("loss"));
    if (goals.isEmpty()) {
      Stream.concat(metrics.stream(), weighted.stream()).map(Metric::name).forEach(names::add);
      return names;
    }
    goals.forEach(goal -> names.add(goal.output() + "_loss"));
    for (Goal goal : goals) {
      goal.metrics().forEach(metric -> names.add(goal.output() + "_" + metric.name()));
    }
    return names;
  }

  /** Requires names that no other quantity has. */
  static void require(List<Metric> metrics, List<Metric> weighted, List<Goal> goals) {
    Stream.of(metrics, weighted).flatMap(List::stream).forEach(TrainingNames::require);
    goals.forEach(goal -> goal.metrics().forEach(TrainingNames::require));
    Set<String> names = new HashSet<>();
    for (String name : of(metrics, weighted, goals)) {
      if (!names.add(name)) {
        throw new IllegalArgumentException(
            "Training needs metrics of different names, got %s twice; rename one, such as new LossMetric(\"other\", …)"
                .formatted(name));
      }
    }
  }

  private static void require(Metric metric) {
    String name = metric.name();
    if (name == null
        || name.isBlank()
        || TAKEN.contains(name)
        || name.startsWith(EpochResult.VALIDATED)) {
      throw new IllegalArgumentException(
          "Training needs metrics not named loss, epoch, learning_rate, seconds or val_…, which histories call other quantities, got %s; rename it"
              .formatted(name == null ? null : '"' + name + '"'));
    }
  }
}
