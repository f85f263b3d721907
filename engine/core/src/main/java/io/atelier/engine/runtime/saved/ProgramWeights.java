package io.atelier.engine.runtime.saved;

import io.atelier.data.FloatValues;
import io.atelier.data.Given;
import io.atelier.engine.runtime.tensorflow.Tensors;
import io.atelier.engine.runtime.tensorflow.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A program's weights, read and written by name. One without axes, a scalar, is read and written as
 * one value of shape {@code [1]}.
 *
 * @param model whose weights they are
 * @param weights in the order the layers asked for them
 */
public record ProgramWeights(String model, Session session, List<Variable<TFloat32>> weights) {

  /** {@return a copy of every weight by name} */
  public Map<String, FloatValues> copies() {
    Map<String, FloatValues> copies = new LinkedHashMap<>();
    if (weights.isEmpty()) {
      return copies;
    }
    Session.Runner runner = session.runner();
    weights.forEach(weight -> runner.fetch(weight.value()));
    try (Result result = runner.run()) {
      for (int i = 0; i < weights.size(); i++) {
        copies.put(weights.get(i).name(), copy((TFloat32) result.get(i)));
      }
    }
    return copies;
  }

  private static FloatValues copy(TFloat32 tensor) {
    return tensor.shape().isScalar()
        ? FloatValues.of(new float[] {tensor.getFloat()}, 1)
        : Tensors.floats(tensor);
  }

  /**
   * Sets weights, all that are given or none.
   *
   * @throws IllegalArgumentException if a name is none of the model's or a shape differs
   */
  public void set(Map<String, FloatValues> values) {
    Given.required(values, "Model " + model, "weights by name", "use Map.of() to set none");
    Map<String, Variable<TFloat32>> byName =
        weights.stream().collect(Collectors.toMap(Variable::name, Function.identity()));
    values.forEach((name, value) -> requireFitting(name, byName.get(name), value));
    List<TNumber> tensors = new ArrayList<>();
    Session.Runner runner = session.runner();
    try {
      values.forEach(
          (name, value) -> {
            Variable<TFloat32> weight = byName.get(name);
            TNumber tensor = tensor(weight.fed().shape(), value);
            tensors.add(tensor);
            runner.feed(weight.fed(), tensor).addTarget(weight.feed());
          });
      if (!tensors.isEmpty()) {
        runner.run().close();
      }
    } finally {
      tensors.forEach(TNumber::close);
    }
  }

  private void requireFitting(String name, Variable<TFloat32> weight, FloatValues value) {
    if (weight == null) {
      throw new IllegalArgumentException(
          "Model %s needs the name of one of its weights, got %s; see weights()"
              .formatted(model, name));
    }
    Shape shape = weight.fed().shape().isScalar() ? Shape.of(1) : weight.fed().shape();
    if (value == null || !Tensors.shape(value).equals(shape)) {
      throw new IllegalArgumentException(
          "Weight %s needs %s, got %s; give values of its shape"
              .formatted(name, shape, value == null ? null : value.shape()));
    }
  }

  private static TNumber tensor(Shape shape, FloatValues value) {
    return shape.isScalar() ? TFloat32.scalarOf(value.values()[0]) : Tensors.of(value);
  }
}
