package io.atelier.engine.runtime;

import io.atelier.data.Given;
import io.atelier.engine.Source;
import io.atelier.engine.layer.Model;
import java.util.Arrays;
import java.util.Optional;
import org.tensorflow.ndarray.Shape;

/**
 * How an exported model is called.
 *
 * @param input name of its input: letters, digits, {@code _ . -}, beginning with a letter or digit
 * @param exampleShape shape of one example as callers have it, of as many elements as the model's
 *     input; empty for the input's own
 * @param output name of its output, another one
 */
public record Serving(String input, Optional<Shape> exampleShape, String output) {
  /** {@code input} to {@code output}, in the shape of the model's input. */
  public static final Serving DEFAULT = new Serving("input", Optional.empty(), "output");

  /**
   * @throws IllegalArgumentException if the names could not name TensorFlow operations or are the
   *     same, or a size of an example is unknown or below 1, they are more than 2^31 - 1 in all, or
   *     anything is null
   */
  public Serving {
    requireName("input", input);
    requireName("output", output);
    if (input.equals(output)) {
      throw new IllegalArgumentException(
          "Serving needs different names of input and output, got %s twice; rename one of them"
              .formatted(input));
    }
    Given.required(
        exampleShape, "Serving", "a shape or none", "use Optional.empty() for the model's own");
    if (exampleShape.isPresent() && !known(exampleShape.get())) {
      throw new IllegalArgumentException(
          "Serving needs known sizes of at least 1, got %s; leave only the batch out"
              .formatted(exampleShape.get()));
    }
    if (exampleShape.isPresent() && numbers(exampleShape.get()) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Serving needs at most 2^31 - 1 numbers an example, which is what an array holds, got %s; give the sizes of one example"
              .formatted(exampleShape.get()));
    }
  }

  /**
   * {@return names of input and output}
   *
   * @param exampleShape of one example as callers have it; none for the shape of the model's input
   */
  public static Serving of(String input, String output, long... exampleShape) {
    Given.required(exampleShape, "Serving", "sizes or none", "leave them out for the model's own");
    return new Serving(
        input,
        exampleShape.length == 0 ? Optional.empty() : Optional.of(Shape.of(exampleShape)),
        output);
  }

  /**
   * {@return the shape of one example of a model as callers have it}
   *
   * @throws IllegalArgumentException if it has not as many elements as the model's input
   */
  public Shape exampleShape(Model model) {
    Shape own = model.input().shape();
    Shape called = exampleShape.orElse(own);
    if (called.size() != own.size()) {
      throw new IllegalArgumentException(
          "Serving needs examples of as many numbers as model %s takes, %s, got %s; give them another shape or leave it out"
              .formatted(model.name(), own, called));
    }
    return called;
  }

  @Override
  public String toString() {
    return Source.of(this);
  }

  private static boolean known(Shape shape) {
    return !shape.isUnknown() && Arrays.stream(shape.asArray()).allMatch(size -> size >= 1);
  }

  /** Not a long, which a large shape would overflow. */
  private static double numbers(Shape shape) {
    return Arrays.stream(shape.asArray()).asDoubleStream().reduce(1, (a, b) -> a * b);
  }

  private static void requireName(String what, String name) {
    if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException(
          "Serving needs an %s named with letters, digits, '_', '.' or '-', got %s; choose a name such as features"
              .formatted(what, name == null ? null : '"' + name + '"'));
    }
  }
}
