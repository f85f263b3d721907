package io.atelier.engine.runtime.saved;

import io.atelier.data.Values;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Serving;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;

/**
 * The names and shapes a saved model is called with.
 *
 * @param inputs names, in the model's order
 * @param shapes of one example of each input, as callers have it
 * @param outputs names, in the model's order
 */
public record SavedSignature(List<String> inputs, List<Shape> shapes, List<String> outputs) {

  /**
   * {@return a signature of one input and one output}
   *
   * @throws IllegalArgumentException if the model has more, or examples of another size
   */
  public static SavedSignature of(Model model, Serving serving) {
    if (!single(model)) {
      throw new IllegalArgumentException(
          "Serving needs a model of one input and one output, got %s of inputs %s and outputs %s; use export(folder), which calls each by its name"
              .formatted(
                  model.name(),
                  model.inputs().stream().map(Model.NamedInput::name).toList(),
                  model.outputs().stream().map(Model.NamedOutput::name).toList()));
    }
    return new SavedSignature(
        List.of(serving.input()), List.of(serving.exampleShape(model)), List.of(serving.output()));
  }

  /** {@return the model's own names; {@link Serving#DEFAULT}'s where there is nothing to tell} */
  public static SavedSignature of(Model model) {
    return single(model)
        ? of(model, Serving.DEFAULT)
        : new SavedSignature(
            model.inputs().stream().map(Model.NamedInput::name).toList(),
            model.inputs().stream().map(named -> named.input().shape()).toList(),
            model.outputs().stream().map(Model.NamedOutput::name).toList());
  }

  private static boolean single(Model model) {
    return model.inputs().size() == 1 && model.outputs().size() == 1;
  }

  /** {@return values for each input of the model, in the shapes that callers have} */
  List<Values> called(List<Values> values) {
    List<Values> called = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Shape shape = shapes.get(i);
      called.add(
          values
              .get(i)
              .reshape(
                  IntStream.range(0, shape.numDimensions())
                      .map(axis -> Math.toIntExact(shape.get(axis)))
                      .toArray()));
    }
    return called;
  }
}
