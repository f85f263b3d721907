package io.atelier.engine.runtime.saved;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.Given;
import io.atelier.data.Values;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.runtime.build.Inference;
import io.atelier.engine.runtime.build.ModelInputs;
import io.atelier.engine.runtime.build.ModelOutput;
import io.atelier.engine.runtime.build.Network;
import io.atelier.engine.runtime.step.BuiltModel;
import io.atelier.engine.runtime.tensorflow.TensorList;
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * What a model answers with the weights it has now, a few examples at a time.
 *
 * @param built the model
 * @param inputs fed, in the model's order
 * @param outputs fetched, in the model's order
 */
public record Answers(
    BuiltModel built, List<Operand<? extends TNumber>> inputs, List<Operand<TFloat32>> outputs) {

  /** Adds what answers to the model's graph. */
  public static Answers of(BuiltModel built) {
    Ops tf = Ops.create(built.graph());
    List<Operand<? extends TNumber>> inputs = Network.placeholders(tf, built.blueprint().model());
    List<Operand<TFloat32>> outputs =
        Inference.of(
                tf,
                built.blueprint(),
                built.plan().precision(),
                built.variables().state().weights(),
                inputs)
            .stream()
            .map(Prediction::values)
            .toList();
    return new Answers(built, inputs, outputs);
  }

  /**
   * {@return values by name for a model that is asked for its only output}
   *
   * @throws IllegalArgumentException if it has several, or for null
   */
  public Map<String, Values> alone(Values values) {
    String model = model().name();
    Given.required(values, "Model " + model, "inputs", "give values [count, ...]");
    if (named().size() > 1) {
      throw new IllegalArgumentException(
          "Model %s needs to be asked for its outputs %s by name, got a call for its only one; use answers(Map.of(\"%s\", values))"
              .formatted(model, named().stream().map(ModelOutput::name).toList(), Examples.INPUT));
    }
    return Map.of(Examples.INPUT, values);
  }

  /** {@return answers as rows, one for each example, whatever their shape} */
  public static float[][] rows(FloatValues answers) {
    int size = answers.exampleSize();
    float[][] rows = new float[answers.count()][size];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(answers.values(), row * size, rows[row], 0, size);
    }
    return rows;
  }

  /**
   * {@return the answers by the name of the output, in the model's order}
   *
   * @param values by the name of the input, as many of each
   * @throws IllegalArgumentException if they do not fit the model
   */
  public Map<String, FloatValues> of(Map<String, Values> values) {
    Map<String, Values> ordered = new ModelInputs(model()).ordered(values);
    built.blueprint().requireRows();
    return of(List.copyOf(ordered.values()));
  }

  private Map<String, FloatValues> of(List<Values> values) {
    int count = values.get(0).count();
    int size = built.memory().answerSize();
    List<FloatValues> all = new ArrayList<>();
    for (ModelOutput output : named()) {
      int[] shape = sizes(output.shape(), count);
      long numbers = (long) count * output.shape().tail().size();
      all.add(FloatValues.of(new float[Math.toIntExact(numbers)], shape));
    }
    for (int from = 0; from < count; from += size) {
      int first = from;
      int to = from + Math.min(size, count - from);
      List<Values> part = values.stream().map(each -> each.slice(first, to)).toList();
      List<float[]> answers = built.memory().sufficeToAnswer(() -> once(part));
      for (int i = 0; i < answers.size(); i++) {
        int at = first * all.get(i).exampleSize();
        System.arraycopy(answers.get(i), 0, all.get(i).values(), at, answers.get(i).length);
      }
    }
    Map<String, FloatValues> byName = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      byName.put(named().get(i).name(), all.get(i));
    }
    return byName;
  }

  private List<float[]> once(List<Values> values) {
    Session.Runner runner = built.session().runner();
    outputs.forEach(runner::fetch);
    try (TensorList tensors = TensorList.of(values);
        Result result = tensors.feed(runner, inputs).run()) {
      List<float[]> answers = new ArrayList<>();
      for (int i = 0; i < outputs.size(); i++) {
        answers.add(Tensors.floats((TFloat32) result.get(i)).values());
      }
      return answers;
    }
  }

  private Model model() {
    return built.blueprint().model();
  }

  private List<ModelOutput> named() {
    return built.blueprint().outputs();
  }

  private static int[] sizes(Shape shape, int count) {
    int[] sizes = new int[shape.numDimensions()];
    sizes[0] = count;
    for (int axis = 1; axis < sizes.length; axis++) {
      sizes[axis] = Math.toIntExact(shape.get(axis));
    }
    return sizes;
  }
}
