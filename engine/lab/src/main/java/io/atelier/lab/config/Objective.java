package io.atelier.lab.config;

import io.atelier.data.DataSet;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.graph.ModelShapes;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.MeanAbsoluteError;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.Metric;
import io.atelier.lab.task.Logits;
import io.atelier.lab.task.Task;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a network is trained towards where nobody has said it. It follows from the targets:
 *
 * <ul>
 *   <li>one class of several: {@link SparseCategoricalCrossEntropy} and accuracy; with two classes
 *       and one output, {@link BinaryCrossEntropy};
 *   <li>any of several classes at once: {@link BinaryCrossEntropy} and accuracy;
 *   <li>numbers: {@link MeanSquaredError} and the mean absolute error.
 * </ul>
 *
 * @param loss what is made small
 * @param metrics what is watched beside it
 */
public record Objective(Loss loss, List<Metric> metrics) {
  /** Copies the list. */
  public Objective {
    metrics = List.copyOf(metrics);
  }

  /**
   * {@return what a model of one output is trained towards on these data}
   *
   * @throws IllegalArgumentException if it does not give as many numbers as there are classes, or
   *     numbers to predict
   */
  public static Objective of(DataSet set, Model model) {
    Task wanted = Task.of(set);
    List<Metric> metrics = metrics(set);
    if (wanted instanceof Task.Numbers numbers) {
      require(set, model, size(numbers.shape()), "numbers to predict");
      return new Objective(new MeanSquaredError(), metrics);
    }
    boolean logits = !Logits.areNone(model);
    boolean oneEach = wanted instanceof Task.Classes;
    if (oneEach && set.classes() == 2 && outputs(model).equals(List.of(1L))) {
      return new Objective(new BinaryCrossEntropy(logits), metrics);
    }
    require(set, model, set.classes(), "classes");
    Loss loss =
        oneEach ? new SparseCategoricalCrossEntropy(logits) : new BinaryCrossEntropy(logits);
    return new Objective(loss, metrics);
  }

  /** {@return what is watched beside any loss: the accuracy of classes, the error of numbers} */
  public static List<Metric> metrics(DataSet set) {
    return set.classes() > 0
        ? List.of(new Accuracy())
        : List.of(new LossMetric("mean_absolute_error", new MeanAbsoluteError()));
  }

  private static void require(DataSet set, Model model, long count, String what) {
    List<Long> outputs = outputs(model);
    if (!outputs.isEmpty() && outputs.stream().reduce(1L, Math::multiplyExact) != count) {
      throw new IllegalArgumentException(
          "Model %s needs an output for each of the %s %s of %s, got outputs %s; give its last layer %s units, or say a loss of your own, training.loss, with --set or in the space of a search"
              .formatted(model.name(), count, what, set.name(), outputs, count));
    }
  }

  /** {@return the shape of an example's output; empty where it is not known} */
  static List<Long> outputs(Model model) {
    List<OptionalLong> shape = ModelShapes.find().ofOutput(model);
    List<OptionalLong> each = shape.subList(Math.min(1, shape.size()), shape.size());
    return each.stream().allMatch(OptionalLong::isPresent)
        ? each.stream().map(OptionalLong::getAsLong).toList()
        : List.of();
  }

  private static long size(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }
}
