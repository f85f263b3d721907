package io.atelier.engine.runtime.build;

import io.atelier.data.Given;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.device.NativeLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What building a model discovers.
 *
 * @param model what was built
 * @param weights in the order the layers asked for them
 * @param rows the model's own layers, one for each of its calls
 * @param outputs in the model's order
 * @param convolutional whether a convolution or pooling is in it
 * @param deep whether a convolution has several input channels
 * @param exampleBytes what an example takes in the operation that takes most, with what the
 *     operation gives
 */
public record Blueprint(
    Model model,
    List<WeightSpec> weights,
    List<LayerRow> rows,
    List<ModelOutput> outputs,
    boolean convolutional,
    boolean deep,
    long exampleBytes) {
  private static final Set<String> POOLS = Set.of("AvgPool", "MaxPool");

  /** The operations that move filters over images; the second input are the filters. */
  private static final Set<String> CONVOLUTIONS =
      Set.of("Conv2D", "Conv2DBackpropInput", "DepthwiseConv2dNative");

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
      FoundWeights weights = new FoundWeights(tf);
      List<LayerRow> rows = new ArrayList<>();
      List<Prediction> predictions =
          Network.build(
              tf,
              model,
              Network.placeholders(tf, model),
              new Build() {
                @Override
                public boolean training() {
                  return false;
                }

                @Override
                public Operand<TFloat32> weight(WeightSpec spec) {
                  return weights.of(spec);
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
        boolean convolution = CONVOLUTIONS.contains(operation.type());
        convolutional |= convolution || POOLS.contains(operation.type());
        exampleBytes = Math.max(exampleBytes, AnswerSize.exampleBytes(operation));
        deep |= convolution && channels(operation.input(1).shape()) > 1;
      }
      return new Blueprint(
          model,
          weights.specs(),
          List.copyOf(rows),
          ModelOutput.of(model, predictions),
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
   * {@return the places of the outputs that a training is about, one for each of its goals}
   *
   * @throws IllegalArgumentException if the model has several and the training says none of them
   */
  public List<Integer> places(Training training) {
    return training.goals().isEmpty()
        ? List.of(ModelOutput.place(model, training))
        : training.goals().stream()
            .map(goal -> ModelOutput.place(model, training.on(goal.output())))
            .toList();
  }

  /**
   * {@return whether the model has the outputs that a training is about; without, it can still
   * answer}
   */
  public boolean has(Training training) {
    return training.goals().isEmpty()
        ? ModelOutput.find(model, training) >= 0
        : training.goals().stream()
            .allMatch(goal -> ModelOutput.find(model, training.on(goal.output())) >= 0);
  }

  /**
   * Requires outputs of known size for each example. Layers of a user's own may compute shapes that
   * TensorFlow cannot tell beforehand; such a model can be trained, but its answers not read.
   *
   * @throws IllegalArgumentException if it is otherwise
   */
  public void requireRows() {
    outputs.forEach(output -> output.requireRows(model));
  }

  /** {@return the number of weights, trained or not} */
  public long parameters() {
    return weights.stream().mapToLong(weight -> weight.shape().size()).sum();
  }
}
