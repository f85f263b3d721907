package io.atelier.lab.serving;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.atelier.data.Given;
import io.atelier.data.Values;
import io.atelier.lab.task.Task;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the answers of a model mean.
 *
 * @param name what an exported model calls its output
 * @param answers what kind they are
 * @param classNames of the classes or labels by number; empty for numbers
 * @param oneOutput whether one output stands for two classes
 * @param logits whether the model leaves its last softmax or sigmoid out
 * @param shape of the numbers that are answered for an example; empty for one number, and for
 *     classes and labels
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record OutputForm(
    String name,
    Kind answers,
    List<String> classNames,
    boolean oneOutput,
    boolean logits,
    List<Integer> shape) {

  /** What kind of answers there are. */
  public enum Kind {
    /** One class of several. */
    @JsonProperty("classes")
    CLASSES,
    /** Any number of labels. */
    @JsonProperty("labels")
    LABELS,
    /** Numbers. */
    @JsonProperty("numbers")
    NUMBERS
  }

  /**
   * @throws IllegalArgumentException if anything is null
   */
  public OutputForm {
    Given.required(name, "OutputForm", "a name", "use output if unsure");
    Given.required(answers, "OutputForm", "answers", "use classes, labels or numbers");
    classNames = List.copyOf(Given.required(classNames, "OutputForm", "names", "use none: []"));
    shape = List.copyOf(Given.required(shape, "OutputForm", "a shape", "use none: []"));
  }

  /**
   * {@return the answers of a task}
   *
   * @param logits whether classes and labels are answered in logits
   */
  public static OutputForm of(Task task, boolean logits) {
    String name = logits ? "logits" : "probabilities";
    if (task instanceof Task.Classes classes) {
      return new OutputForm(
          name, Kind.CLASSES, classes.names(), classes.oneOutput(), logits, List.of());
    }
    if (task instanceof Task.Labels labels) {
      return new OutputForm(name, Kind.LABELS, labels.names(), false, logits, List.of());
    }
    List<Integer> shape = ((Task.Numbers) task).shape();
    return new OutputForm("predictions", Kind.NUMBERS, List.of(), false, false, shape);
  }

  /** {@return what a class is called; its number where it has no name} */
  public String className(int number) {
    return number < classNames.size() ? classNames.get(number) : Integer.toString(number);
  }

  /** {@return the answer that an example of a data set should get, in words} */
  public String truth(Values targets, int example) {
    int size = targets.exampleSize();
    if (answers == Kind.CLASSES && size == 1) {
      return className((int) targets.number(example));
    }
    IntStream places = IntStream.range(0, size);
    IntFunction<Double> target = place -> targets.number((long) example * size + place);
    return answers == Kind.NUMBERS
        ? places
            .mapToObj(place -> Float.toString(target.apply(place).floatValue()))
            .collect(Collectors.joining(" "))
        : places
            .filter(place -> target.apply(place) > 0)
            .mapToObj(this::className)
            .collect(Collectors.joining(", "));
  }

  /**
   * {@return the probability of each class or label, or the numbers, of what a model answered for
   * one example}
   */
  public double[] read(float[] answer) {
    double[] values = new double[answer.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = answer[i];
    }
    if (answers == Kind.NUMBERS) {
      return values;
    }
    boolean each = answers == Kind.LABELS || oneOutput;
    if (logits) {
      values = each ? sigmoids(values) : softmax(values);
    }
    return oneOutput ? new double[] {1 - values[0], values[0]} : values;
  }

  private static double[] sigmoids(double[] logits) {
    return Arrays.stream(logits).map(x -> 1 / (1 + Math.exp(-x))).toArray();
  }

  private static double[] softmax(double[] logits) {
    double largest = Arrays.stream(logits).max().orElse(0);
    double[] exp = Arrays.stream(logits).map(x -> Math.exp(x - largest)).toArray();
    double sum = Arrays.stream(exp).sum();
    return Arrays.stream(exp).map(x -> x / sum).toArray();
  }
}
