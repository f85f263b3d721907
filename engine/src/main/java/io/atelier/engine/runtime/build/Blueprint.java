package io.atelier.engine.runtime.build;

import io.atelier.data.Values;
import io.atelier.engine.Given;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.engine.runtime.tensorflow.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * What building a model discovers.
 *
 * @param model what was built
 * @param weights in the order the layers asked for them
 * @param rows the model's own layers
 * @param output shape of the prediction, with the unknown batch in front
 * @param linear whether the prediction is plain sums of products: any numbers, not probabilities
 * @param convolutional whether a convolution or pooling is in it
 * @param deep whether a convolution has several input channels
 * @param exampleBytes what an example takes in the operation that takes most, with what the
 *     operation gives
 */
public record Blueprint(
    Model model,
    List<WeightSpec> weights,
    List<LayerRow> rows,
    Shape output,
    boolean linear,
    boolean convolutional,
    boolean deep,
    long exampleBytes) {

  /**
   * {@return the blueprint of a model}
   *
   * @throws IllegalArgumentException if a layer cannot take what the one before it gives
   */
  public static Blueprint of(Model model) {
    Given.required(model, "Program", "a model", "make one with Model.of");
    NativeLibrary.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      List<WeightSpec> weights = new ArrayList<>();
      List<LayerRow> rows = new ArrayList<>();
      Operand<? extends TNumber> input =
          tf.placeholder(
              Network.type(model.input()),
              Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE).append(model.input().shape())));
      Prediction prediction =
          Network.build(
              tf,
              model,
              input,
              new Build() {
                @Override
                public boolean training() {
                  return false;
                }

                @Override
                public Operand<TFloat32> weight(WeightSpec spec) {
                  weights.add(spec);
                  return tf.placeholder(TFloat32.class, Placeholder.shape(spec.shape()));
                }

                @Override
                public void built(LayerRow row) {
                  rows.add(row);
                }
              });
      boolean convolutional = false;
      boolean deep = false;
      long exampleBytes = 0;
      var operations = graph.operations();
      while (operations.hasNext()) {
        GraphOperation operation = operations.next();
        boolean convolution = operation.type().equals("Conv2D");
        convolutional |= convolution || operation.type().startsWith("MaxPool");
        exampleBytes = Math.max(exampleBytes, AnswerSize.exampleBytes(operation));
        deep |= convolution && channels(operation.input(1).shape()) > 1;
      }
      return new Blueprint(
          model,
          List.copyOf(weights),
          List.copyOf(rows),
          prediction.values().shape(),
          Network.isLinear(prediction.values()),
          convolutional,
          deep,
          exampleBytes);
    }
  }

  /** {@return the input channels of a kernel; -1 if a layer of a user's own does not tell} */
  private static long channels(Shape kernel) {
    return kernel.numDimensions() == 4 ? kernel.get(2) : Shape.UNKNOWN_SIZE;
  }

  /**
   * Requires an output of known size for each example. Layers of a user's own may compute shapes
   * that TensorFlow cannot tell beforehand; such a model can be trained, but its answers not read.
   *
   * @throws IllegalArgumentException if it is otherwise
   */
  public void requireRows() {
    boolean rows =
        output.numDimensions() > 0
            && output.get(0) == Shape.UNKNOWN_SIZE
            && !output.tail().hasUnknownDimension();
    if (!rows) {
      throw new IllegalArgumentException(
          "Model %s needs an output for each example, of known size, got outputs of shape %s; keep the batch's axis in front, and give a computed shape with tf.ensureShape"
              .formatted(model.name(), output.isUnknown() ? "unknown" : output));
    }
  }

  /** {@return the number of weights, trained or not} */
  public long parameters() {
    return weights.stream().mapToLong(weight -> weight.shape().size()).sum();
  }

  /**
   * Requires a batch of what the model takes.
   *
   * @throws IllegalArgumentException if the type or the shape is another; for null
   */
  public void requireInputs(Values values) {
    Given.required(values, "Model " + model.name(), "inputs", "give values [count, ...]");
    Class<? extends TNumber> type = Network.type(model.input());
    Shape wanted = model.input().shape();
    Shape shape = Tensors.shape(values);
    if (Tensors.type(values).equals(type) && shape.tail().equals(wanted)) {
      return;
    }
    if (shape.equals(wanted)) {
      throw new IllegalArgumentException(
          "Model %s needs a batch of inputs of %s, got one of %s without the batch's axis; give it the shape %s"
              .formatted(
                  model.name(),
                  text(type, Shape.of(Shape.UNKNOWN_SIZE).append(wanted)),
                  text(Tensors.type(values), shape),
                  Shape.of(1).append(wanted)));
    }
    throw new IllegalArgumentException(
        "Model %s needs inputs of %s, got %s; reshape or convert the examples"
            .formatted(model.name(), text(type, wanted), text(Tensors.type(values), shape.tail())));
  }

  private static String text(Class<? extends TNumber> type, Shape shape) {
    return type.getSimpleName().substring(1) + " " + shape.toString().replace("-1", "count");
  }
}
