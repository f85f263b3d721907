package io.atelier.engine.loss;

import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import org.tensorflow.ndarray.Shape;

/**
 * The targets of a set of examples, and the checks of which a loss or metric chooses its own; they
 * run once, before anything is trained or evaluated.
 *
 * <p>Every check takes {@code who} needs it, for the error message, and throws an {@link
 * IllegalArgumentException}. Shapes of outputs are the model's, {@code [batch, ...]}.
 *
 * @param set whose targets they are, such as {@code training}
 * @param values {@code [n, ...]}
 */
public record Targets(String set, Values values) {

  /** {@return whether these are class numbers: they have no axis for the classes, or one of 1} */
  public boolean areClassNumbers(Shape output) {
    return areClassNumbers(output, shape());
  }

  /** {@return the same of targets of a shape, {@code [batch, ...]}} */
  public static boolean areClassNumbers(Shape output, Shape targets) {
    return targets.numDimensions() < output.numDimensions() || last(targets) == 1;
  }

  /** Requires class numbers, one for each row of outputs: integers in [0, classes). */
  public void requireClassNumbers(String who, Shape output) {
    requireClassNumbers(who, output, OptionalInt.empty());
  }

  /** Requires class numbers, or the number that says that there is none. */
  void requireClassNumbers(String who, Shape output, OptionalInt none) {
    requireClasses(who, output);
    Shape rows = rows(output);
    if (!fits(rows, shape()) && !fits(rows.append(1), shape())) {
      throw misfit(
          who,
          "%s or %s".formatted(text(rows), text(rows.append(1))),
          output,
          fits(output, shape())
              ? "give class numbers instead of a number for each class, or take CategoricalCrossEntropy"
              : "give one class number for each row of outputs");
    }
    long classes = last(output);
    requireEach(
        who,
        "class numbers from 0 to %s for outputs %s".formatted(classes - 1, text(output)),
        number ->
            (number >= 0 && number < classes && number == Math.rint(number))
                || (none.isPresent() && number == none.getAsInt()),
        "number the classes from 0, and give the last layer a unit for each");
  }

  /** Requires outputs of several classes. */
  public void requireClasses(String who, Shape output) {
    if (last(output) < 2) {
      throw new IllegalArgumentException(
          "%s needs outputs of at least 2 classes, got %s; for yes or no take BinaryCrossEntropy and Accuracy, for classes give the last layer a unit for each"
              .formatted(who, text(output)));
    }
  }

  /**
   * Requires a number for each output; a last axis of 1 may be missing, or be one more. Outputs of
   * unknown shape, from a layer of one's own, take any.
   */
  public void requireShapeOf(String who, Shape output, String cure) {
    if (!output.isUnknown()
        && !fits(output, shape())
        && !fits(output.append(1), shape())
        && !(last(output) == 1 && fits(rows(output), shape()))) {
      throw misfit(who, text(output), output, cure);
    }
  }

  /** Requires numbers, neither NaN nor infinite. */
  public void requireFinite(String who) {
    if (values instanceof FloatValues) {
      requireEach(who, "finite targets", Double::isFinite, "remove such examples or correct them");
    }
  }

  /**
   * Requires something of each number.
   *
   * @param rule what is needed, in words
   * @param cure what to do about others, in words
   */
  public void requireEach(String who, String rule, DoublePredicate fits, String cure) {
    OptionalLong wrong = values.firstNot(fits);
    if (wrong.isPresent()) {
      long position = wrong.getAsLong();
      double number = values.number(position);
      throw new IllegalArgumentException(
          "%s needs %s, got %s at %s of the %s targets; %s"
              .formatted(
                  who,
                  rule,
                  values instanceof FloatValues ? (Object) (float) number : (Object) (int) number,
                  values.indices(position),
                  set,
                  cure));
    }
  }

  private Shape shape() {
    return Shape.of(values.shape().stream().mapToLong(Integer::longValue).toArray());
  }

  private IllegalArgumentException misfit(String who, String needed, Shape output, String cure) {
    return new IllegalArgumentException(
        "%s needs %s targets %s for outputs %s, got %s; %s"
            .formatted(who, set, needed, text(output), text(shape()), cure));
  }

  /** The first axis counts the examples. */
  private static boolean fits(Shape wanted, Shape given) {
    return wanted.numDimensions() == given.numDimensions()
        && wanted.tail().isCompatibleWith(given.tail());
  }

  /** Without the last axis. */
  private static Shape rows(Shape output) {
    return output.take(output.numDimensions() - 1);
  }

  /** The size of the last axis behind the first; -1 if there is none or it is unknown. */
  private static long last(Shape shape) {
    return shape.numDimensions() < 2 ? -1 : shape.get(shape.numDimensions() - 1);
  }

  private static String text(Shape shape) {
    if (shape.numDimensions() < 1) {
      return shape.isUnknown() ? "[...]" : "[]";
    }
    return Arrays.stream(shape.tail().asArray())
        .mapToObj(size -> size < 0 ? ", ?" : ", " + size)
        .collect(Collectors.joining("", "[n", "]"));
  }
}
