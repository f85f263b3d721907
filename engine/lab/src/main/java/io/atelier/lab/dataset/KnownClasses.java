package io.atelier.lab.dataset;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gives the classes of other data the numbers that a run knows them by: two folders of pictures may
 * have the same classes in another order, or not all of them.
 *
 * @param names of the run's classes; empty for a run that predicts numbers
 * @param several whether an example of the run may have several of them, as rows of 0 and 1
 * @param path of the other data, for messages
 */
public record KnownClasses(List<String> names, boolean several, Path path) {

  /**
   * {@return examples of other data with the run's class numbers}
   *
   * @throws DataSetException if they have a class that the run does not know, or the one has
   *     classes and the other numbers
   */
  public Examples of(DataSet set, Examples part) throws DataSetException {
    if (names.isEmpty() != set.classNames().isEmpty()) {
      throw new DataSetException(
          "%s needs %s as the run was trained on, got %s; give data of the same kind"
              .formatted(path, kind(names), kind(set.classNames())));
    }
    boolean oneEach = part.targets().shape().size() == 1;
    if (names.isEmpty() || (names.equals(set.classNames()) && !(several && oneEach))) {
      return part;
    }
    int[] numbers = numbers(set.classNames());
    Values known = renumbered(part.targets(), numbers);
    return part.withTargets(several && oneEach ? rows(known) : known);
  }

  private static String kind(List<String> classes) {
    return classes.isEmpty() ? "numbers to predict" : "classes " + classes;
  }

  /** {@return labels as rows of 0 and 1, with a single 1 each} */
  private Values rows(Values labels) {
    byte[] rows = new byte[labels.count() * names.size()];
    for (int i = 0; i < labels.count(); i++) {
      rows[i * names.size() + (int) labels.number(i)] = 1;
    }
    return ByteValues.of(rows, labels.count(), names.size());
  }

  /**
   * Classes are those of their names; where none has one that the run knows, their numbers tell.
   */
  private int[] numbers(List<String> others) throws DataSetException {
    boolean unnamed =
        others.size() <= names.size()
            && Collections.disjoint(names, others)
            && IntStream.range(0, others.size())
                .allMatch(i -> others.get(i).equals(Integer.toString(i)));
    int[] numbers = new int[others.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = unnamed ? i : names.indexOf(others.get(i));
      if (numbers[i] < 0) {
        throw new DataSetException(
            "%s needs the classes that the run knows, %s, got %s; leave its examples out"
                .formatted(path, names, others.get(i)));
      }
    }
    return numbers;
  }

  private Values renumbered(Values targets, int[] numbers) {
    if (targets.shape().size() == 1) {
      int[] labels =
          IntStream.range(0, targets.count()).map(i -> numbers[(int) targets.number(i)]).toArray();
      return IntValues.of(labels, labels.length);
    }
    byte[] each = new byte[targets.count() * names.size()];
    for (int i = 0; i < targets.count(); i++) {
      for (int label = 0; label < numbers.length; label++) {
        if (targets.number((long) i * numbers.length + label) == 1) {
          each[i * names.size() + numbers[label]] = 1;
        }
      }
    }
    return ByteValues.of(each, targets.count(), names.size());
  }
}
