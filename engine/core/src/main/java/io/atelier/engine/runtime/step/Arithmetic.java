package io.atelier.engine.runtime.step;

import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.build.Network;
import io.atelier.engine.runtime.plan.Plan;
import io.atelier.engine.runtime.plan.StepStrategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.family.TNumber;

/** Counts the arithmetic of a training step. */
public final class Arithmetic {
  private Arithmetic() {}

  /**
   * {@return the multiply-adds of a step's matrix products and convolutions: forward, for the
   * gradients of the weights, and for those of the inputs where a weight is behind them}
   *
   * <p>Counted in a graph of the native operations, whatever the device makes of them. Padding
   * counts as if it were multiplied: every output has all its taps.
   *
   * @param targets what the examples' are
   */
  public static long multiplyAdds(Blueprint blueprint, Training training, TargetLayout targets) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      List<Operand<? extends TNumber>> batch = new ArrayList<>();
      for (Model.NamedInput named : blueprint.model().inputs()) {
        Input input = named.input();
        batch.add(batch(tf, training, Network.type(input), input.shape()));
      }
      batch.addAll(targets.placeholders(tf, training.batchSize()));
      TrainingState next =
          new TrainingStep(blueprint, training, Plan.of(StepStrategy.STEPS))
              .next(
                  graph,
                  Variables.of(tf, blueprint, training, Execution.Precision.FLOAT32).state(),
                  Batch.of(blueprint, training, batch));
      return needed(next).stream().mapToLong(Arithmetic::multiplyAdds).sum();
    }
  }

  private static Operand<? extends TNumber> batch(
      Ops tf, Training training, Class<? extends TNumber> type, Shape example) {
    return tf.placeholder(type, Placeholder.shape(Shape.of(training.batchSize()).append(example)));
  }

  /** The graph also holds gradients that nobody asked for, such as the images'; they never run. */
  private static Set<GraphOperation> needed(TrainingState next) {
    Set<GraphOperation> needed = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>();
    next.flat().forEach(operand -> open.add((GraphOperation) operand.op()));
    while (!open.isEmpty()) {
      GraphOperation operation = open.remove();
      if (needed.add(operation)) {
        for (int i = 0; i < operation.numInputs(); i++) {
          open.add((GraphOperation) operation.input(i).op());
        }
      }
    }
    return needed;
  }

  private static long multiplyAdds(GraphOperation operation) {
    return switch (operation.type()) {
      case "MatMul" -> product(operation.input(0).shape(), operation.output(0).shape());
      case "Conv2D" -> convolution(operation.output(0).shape(), operation.input(1).shape());
      case "Conv2DBackpropInput" ->
          convolution(operation.input(2).shape(), operation.input(1).shape());
      case "Conv2DBackpropFilter" ->
          convolution(operation.input(2).shape(), operation.output(0).shape());
      case "DepthwiseConv2dNative" ->
          depthwise(operation.output(0).shape(), operation.input(1).shape());
      case "DepthwiseConv2dNativeBackpropInput" ->
          depthwise(operation.input(2).shape(), operation.input(1).shape());
      case "DepthwiseConv2dNativeBackpropFilter" ->
          depthwise(operation.input(2).shape(), operation.output(0).shape());
      default -> 0;
    };
  }

  /** The left factor may be transposed: its rows are those of the result. */
  private static long product(Shape left, Shape result) {
    return result.size() * (left.size() / result.get(0));
  }

  /** Here a filter has the taps of one channel. */
  private static long depthwise(Shape output, Shape kernel) {
    return output.size() * kernel.get(0) * kernel.get(1);
  }

  /** Each output of the forward pass takes part in a multiply-add with each tap of its filter. */
  private static long convolution(Shape output, Shape kernel) {
    return output.size() * (kernel.size() / kernel.get(3));
  }
}
