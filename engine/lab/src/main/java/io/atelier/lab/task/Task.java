package io.atelier.lab.task;

import io.atelier.data.DataSet;
import io.atelier.data.Given;
import io.atelier.data.Values;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.graph.ModelShapes;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.engine.loss.Loss;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model learns to answer. It decides which loss fits, what a report shows and how an answer
 * is read.
 *
 * <pre>{@code
 * Task wanted = Task.of(data);                     // before there is a model: what it has to answer
 * Task task = Task.of(data, model).under(loss);    // of a run
 * }</pre>
 */
public sealed interface Task {
  /**
   * One class of several.
   *
   * @param names of the classes by number, at least one
   * @param oneOutput whether the model answers two classes with one number, the probability (or the
   *     logit) of the second; otherwise it has an output for each class
   */
  record Classes(List<String> names, boolean oneOutput) implements Task {
    /**
     * @throws IllegalArgumentException if there is no class, one output is to answer other than two
     *     classes, or anything is null
     */
    public Classes {
      names = List.copyOf(Given.required(names, "Task", "class names", "name every class"));
      if (names.isEmpty() || (oneOutput && names.size() != 2)) {
        throw new IllegalArgumentException(
            "Task needs %s, got %s; name every class"
                .formatted(oneOutput ? "two classes for one output" : "at least one class", names));
      }
    }

    /** {@return how many classes there are} */
    public int count() {
      return names.size();
    }
  }

  /**
   * Any number of labels for each example, each a yes or no of its own.
   *
   * @param names of the labels by number, an output of the model each
   */
  record Labels(List<String> names) implements Task {
    /** Makes an immutable copy. */
    public Labels {
      names = List.copyOf(Given.required(names, "Task", "label names", "name every label"));
    }
  }

  /**
   * Numbers.
   *
   * @param shape of what is answered for one example; empty for one number
   */
  record Numbers(List<Integer> shape) implements Task {
    /** Makes an immutable copy. */
    public Numbers {
      shape = List.copyOf(Given.required(shape, "Task", "a shape", "use List.of() for one number"));
    }
  }

  /** {@return what a model of these data has to answer: an output for each class} */
  static Task of(DataSet set) {
    Given.required(set, "Task", "a data set", "give the one that is trained on");
    Values targets = set.train().targets();
    if (set.classNames().isEmpty()) {
      return new Numbers(targets.exampleShape());
    }
    return targets.exampleShape().isEmpty()
        ? new Classes(set.classNames(), false)
        : new Labels(set.classNames());
  }

  /**
   * {@return what a model of these data answers} A model may have more outputs than there are
   * classes: the rest are called by their numbers. One output for more than two classes answers a
   * number.
   *
   * @throws IllegalArgumentException if the model has too few outputs for the classes
   */
  static Task of(DataSet set, Model model) {
    Given.required(model, "Task", "a model", "give the one that is trained");
    Task wanted = of(set);
    List<Integer> output = output(model);
    if (wanted instanceof Numbers) {
      return wanted;
    }
    int outputs = output.isEmpty() ? 1 : output.get(output.size() - 1);
    boolean oneClassEach = wanted instanceof Classes;
    if (oneClassEach && outputs == 1 && set.classes() != 1) {
      return set.classes() == 2 ? new Classes(set.classNames(), true) : new Numbers(List.of());
    }
    if (outputs < set.classes() || (!oneClassEach && outputs != set.classes())) {
      throw new IllegalArgumentException(
          "Model %s needs an output for each of the %s classes of %s, got %s; give its last layer %s units"
              .formatted(model.name(), set.classes(), set.name(), outputs, set.classes()));
    }
    return oneClassEach ? new Classes(filled(set.classNames(), outputs), false) : wanted;
  }

  /**
   * {@return this task; one class each where several labels are trained with {@link
   * CategoricalCrossEntropy}, whose targets are one-hot}
   */
  default Task under(Loss loss) {
    return this instanceof Labels labels && loss instanceof CategoricalCrossEntropy
        ? new Classes(labels.names(), false)
        : this;
  }

  private static List<Integer> output(Model model) {
    return ModelShapes.find().ofOutput(model).stream()
        .skip(1)
        .map(size -> Math.toIntExact(size.orElse(-1)))
        .toList();
  }

  private static List<String> filled(List<String> names, int outputs) {
    List<String> all = new ArrayList<>(names);
    for (int number = names.size(); number < outputs; number++) {
      String name = Integer.toString(number);
      all.add(all.contains(name) ? "output " + name : name);
    }
    return all;
  }
}
