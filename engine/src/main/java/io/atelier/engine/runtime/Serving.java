package io.atelier.engine.runtime;

import java.util.Optional;
import org.tensorflow.ndarray.Shape;

/**
 * How an exported model is called.
 *
 * @param input name of its input
 * @param exampleShape shape of one example as callers have it, of as many elements as the model's
 *     input; empty for the input's own
 * @param output name of its output
 */
public record Serving(String input, Optional<Shape> exampleShape, String output) {
  /** {@code input} to {@code output}, in the shape of the model's input. */
  public static final Serving DEFAULT = new Serving("input", Optional.empty(), "output");

  /** {@return names of input and output, for callers with examples of the given shape} */
  public static Serving of(String input, String output, long... exampleShape) {
    return new Serving(input, Optional.of(Shape.of(exampleShape)), output);
  }
}
