package io.atelier.data;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Examples to train on, and where there are some, others to validate and to test on.
 *
 * <pre>{@code
 * DataSet irises = DataSet.of("irises", new float[][] {{5.1f, 3.5f}, {6.2f, 2.9f}}, new int[] {0, 1})
 *     .named("setosa", "versicolor")
 *     .withTestHeldBack(0.2, 7);
 * }</pre>
 *
 * <p>Targets are class labels {@code [n]} (integers from 0), several labels at once {@code [n,
 * classes]} (1 for those an example has, else 0), or, without class names, numbers to predict.
 *
 * @param name what messages and reports call it
 * @param train the examples to learn from, at least one
 * @param validation to be looked at while training
 * @param test to be looked at once, at the end
 * @param classNames what the labels mean, by number; empty where numbers are predicted
 * @param fingerprint the SHA-256 of each file it was read from, by file name, in order; empty for
 *     what was made in memory
 */
public record DataSet(
    String name,
    Examples train,
    Optional<Examples> validation,
    Optional<Examples> test,
    List<String> classNames,
    Map<String, String> fingerprint) {

  /**
   * Checks that the parts belong together.
   *
   * @throws IllegalArgumentException if something is null, a part has no example, parts have
   *     different shapes or kinds of numbers, a label has no class name, a class name comes twice,
   *     or a target is no finite number
   */
  public DataSet {
    classNames = DataSetRules.classNames(name, classNames);
    Given.required(fingerprint, "DataSet", "a fingerprint", "use Map.of() without files");
    fingerprint = Collections.unmodifiableMap(new LinkedHashMap<>(fingerprint));
    DataSetRules.check(name, train, validation, test, classNames);
  }

  /**
   * {@return a data set of these examples; integer targets {@code [n]} are class labels, their
   * classes called "0", "1" and so on up to the largest; other targets are numbers to predict}
   *
   * @throws IllegalArgumentException for a negative label; as the constructor
   */
  public static DataSet of(String name, Examples train) {
    Given.required(train, "DataSet", "examples to train on", "give at least one");
    List<String> names = DataSetRules.numbered(train.targets());
    return new DataSet(name, train, Optional.empty(), Optional.empty(), names, Map.of());
  }

  /**
   * {@return a data set of inputs and the class label of each}
   *
   * @param inputs {@code [n][numbers]}
   * @param labels {@code [n]}, from 0
   */
  public static DataSet of(String name, float[][] inputs, int[] labels) {
    Given.required(labels, "DataSet", "labels", "give one for each input");
    return of(name, new Examples(Rows.matrix(inputs), IntValues.of(labels, labels.length)));
  }

  /**
   * {@return a data set of inputs and the number to predict for each}
   *
   * @param inputs {@code [n][numbers]}
   * @param targets {@code [n]}
   */
  public static DataSet of(String name, float[][] inputs, float[] targets) {
    Given.required(targets, "DataSet", "targets", "give one for each input");
    return of(name, new Examples(Rows.matrix(inputs), FloatValues.of(targets, targets.length)));
  }

  /**
   * {@return a data set of the rows that an iterator brings; classes are numbered in the order of
   * their names}
   *
   * @param rows of one length, all with a class or all with numbers to predict
   * @param inputShape the shape of an input, such as {@code 8, 8, 3}; {@code [numbers]} if left out
   */
  public static DataSet of(String name, Iterator<Row> rows, int... inputShape) {
    Rows gathered = Rows.of(rows);
    Examples train = gathered.examples();
    Examples shaped = inputShape.length == 0 ? train : train.reshapeInputs(inputShape);
    return new DataSet(
        name, shaped, Optional.empty(), Optional.empty(), gathered.classNames(), Map.of());
  }

  /** {@return how many classes there are; 0 where numbers are predicted} */
  public int classes() {
    return classNames.size();
  }

  /** {@return the shape of one input, such as {@code [height, width, channels]}} */
  public List<Integer> exampleShape() {
    return train.inputs().exampleShape();
  }

  /**
   * {@return the parts that there are, by name: {@code train}, {@code validation}, {@code test}}
   */
  public Map<String, Examples> parts() {
    var parts = new LinkedHashMap<String, Examples>();
    parts.put("train", train);
    validation.ifPresent(part -> parts.put("validation", part));
    test.ifPresent(part -> parts.put("test", part));
    return Collections.unmodifiableMap(parts);
  }

  /** {@return the same examples with other class names} */
  public DataSet named(String... names) {
    return new DataSet(name, train, validation, test, List.of(names), fingerprint);
  }

  /** {@return the same data set with this test part} */
  public DataSet withTest(Examples part) {
    return new DataSet(name, train, validation, Optional.of(part), classNames, fingerprint);
  }

  /** {@return the same data set with this validation part} */
  public DataSet withValidation(Examples part) {
    return new DataSet(name, train, Optional.of(part), test, classNames, fingerprint);
  }

  /**
   * {@return this data set if it has a test part; otherwise one whose test part is taken from the
   * training part}
   *
   * @param share in (0, 1); where examples have one label, of every class
   * @param seed the same seed takes the same examples
   * @throws IllegalArgumentException for another share, or one that leaves a part empty
   */
  public DataSet withTestHeldBack(double share, long seed) {
    if (test.isPresent()) {
      return this;
    }
    Split split = DataSetRules.heldBack(this, share, seed);
    return new DataSet(
        name, split.train(), validation, Optional.of(split.heldOut()), classNames, fingerprint);
  }

  /**
   * {@return this data set if it has a validation part; otherwise one whose validation part is
   * taken from the training part}
   *
   * @param share in (0, 1); where examples have one label, of every class
   * @param seed the same seed takes the same examples
   * @throws IllegalArgumentException for another share, or one that leaves a part empty
   */
  public DataSet withValidationHeldBack(double share, long seed) {
    if (validation.isPresent()) {
      return this;
    }
    Split split = DataSetRules.heldBack(this, share, seed);
    return new DataSet(
        name, split.train(), Optional.of(split.heldOut()), test, classNames, fingerprint);
  }

  /**
   * {@return the training part in two}
   *
   * @param share held out, in (0, 1); where examples have one label, of every class
   * @param seed the same seed takes the same examples
   * @throws IllegalArgumentException for another share, or one that leaves a part empty
   */
  public Split heldBack(double share, long seed) {
    return DataSetRules.heldBack(this, share, seed);
  }

  /** {@return the same data set with this training part} */
  public DataSet withTrain(Examples part) {
    return new DataSet(name, part, validation, test, classNames, fingerprint);
  }

  /**
   * {@return the same data set with so many training examples, drawn at random; where examples have
   * one label, of every class its share. With as many as there are, this data set}
   *
   * @param seed the same seed draws the same examples
   * @throws IllegalArgumentException unless there are that many
   */
  public DataSet drawn(int count, long seed) {
    return count == train.size() ? this : withTrain(DataSetRules.drawn(this, count, seed));
  }

  /**
   * {@return this data set if it has a validation part; otherwise one whose validation part is the
   * end of the training part, as Keras' {@code validation_split} takes it}
   *
   * @param share in (0, 1)
   * @throws IllegalArgumentException for another share, or one that leaves a part empty
   */
  public DataSet withValidationTail(double share) {
    if (validation.isPresent()) {
      return this;
    }
    Split split = ValidationTail.of(train, share);
    return withTrain(split.train()).withValidation(split.heldOut());
  }

  /**
   * {@return the same examples with inputs of another shape, in all parts; the numbers are shared}
   *
   * @throws IllegalArgumentException unless an input keeps its number of elements
   */
  public DataSet reshapeInputs(int... exampleShape) {
    return new DataSet(
        name,
        train.reshapeInputs(exampleShape),
        validation.map(part -> part.reshapeInputs(exampleShape)),
        test.map(part -> part.reshapeInputs(exampleShape)),
        classNames,
        fingerprint);
  }

  /**
   * {@return how many examples of a part each class has, by class number}
   *
   * @throws IllegalStateException unless every example has one label
   */
  public int[] countsPerClass(Examples part) {
    if (classNames.isEmpty() || !DataSetRules.isLabels(part.targets())) {
      throw new IllegalStateException(
          "DataSet %s needs one class label an example to count classes, got targets %s; look at the targets themselves"
              .formatted(name, part.targets()));
    }
    int[] counts = new int[classes()];
    IntStream.range(0, part.size()).forEach(i -> counts[(int) part.targets().number(i)]++);
    return counts;
  }
}
