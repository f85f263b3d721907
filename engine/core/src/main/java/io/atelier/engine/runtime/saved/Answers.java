package io.atelier.engine.runtime.saved;

import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.runtime.build.ModelOutput;
import io.atelier.engine.runtime.device.DeviceMemory;
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
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * What a model answers, a few examples at a time.
 *
 * @param inputs fed, in the model's order
 * @param outputs fetched, in the model's order
 * @param named what is known of the outputs
 * @param size examples at a time
 * @param memory to say what is missing if it does not suffice
 */
public record Answers(
    Session session,
    List<Operand<? extends TNumber>> inputs,
    List<Operand<TFloat32>> outputs,
    List<ModelOutput> named,
    int size,
    DeviceMemory memory) {

  /**
   * {@return the answers by the name of the output}
   *
   * @param values for each input, as many of each
   */
  public Map<String, FloatValues> of(List<Values> values) {
    int count = values.get(0).count();
    List<FloatValues> all = new ArrayList<>();
    for (ModelOutput output : named) {
      int[] shape = sizes(output.shape(), count);
      long numbers = (long) count * output.shape().tail().size();
      all.add(FloatValues.of(new float[Math.toIntExact(numbers)], shape));
    }
    for (int from = 0; from < count; from += size) {
      int first = from;
      int to = from + Math.min(size, count - from);
      List<Values> part = values.stream().map(each -> each.slice(first, to)).toList();
      List<float[]> answers = memory.sufficeToAnswer(() -> once(part));
      for (int i = 0; i < answers.size(); i++) {
        int at = first * all.get(i).exampleSize();
        System.arraycopy(answers.get(i), 0, all.get(i).values(), at, answers.get(i).length);
      }
    }
    Map<String, FloatValues> byName = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      byName.put(named.get(i).name(), all.get(i));
    }
    return byName;
  }

  private List<float[]> once(List<Values> values) {
    Session.Runner runner = session.runner();
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

  private static int[] sizes(Shape shape, int count) {
    int[] sizes = new int[shape.numDimensions()];
    sizes[0] = count;
    for (int axis = 1; axis < sizes.length; axis++) {
      sizes[axis] = Math.toIntExact(shape.get(axis));
    }
    return sizes;
  }
}
