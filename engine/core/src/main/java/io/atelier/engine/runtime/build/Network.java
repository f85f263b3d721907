package io.atelier.engine.runtime.build;

import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Merge;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** Builds a model into a graph. */
public final class Network {
  /** The operations that turn logits into probabilities. */
  private static final Set<String> WITH_LOGITS = Set.of("Softmax", "Sigmoid");

  /** Those that give sums of products. */
  private static final Set<String> SUMS = Set.of("BiasAdd", "Conv2D", "MatMul");

  /** Those that give the numbers they got. */
  private static final Set<String> PASSING = Set.of("Identity", "Reshape");

  private Network() {}

  /** {@return the tensor type of a model's input} */
  public static Class<? extends TNumber> type(Input input) {
    return input.element() == Input.Element.BYTE ? TUint8.class : TFloat32.class;
  }

  /** {@return placeholders of a model's inputs, {@code [batch, ...]} of unknown size} */
  public static List<Operand<? extends TNumber>> placeholders(Ops tf, Model model) {
    List<Operand<? extends TNumber>> placeholders = new ArrayList<>();
    for (Model.NamedInput named : model.inputs()) {
      Shape shape = Shape.of(Shape.UNKNOWN_SIZE).append(named.input().shape());
      placeholders.add(tf.placeholder(type(named.input()), Placeholder.shape(shape)));
    }
    return placeholders;
  }

  /**
   * {@return the model's answers to {@code inputs}, each {@code [batch, ...]}}
   *
   * @throws IllegalArgumentException if a layer cannot take what those before it give
   */
  public static List<Prediction> build(
      Ops tf, Model model, List<? extends Operand<? extends TNumber>> inputs, Build build) {
    GraphContext context = GraphContext.root(tf, build);
    List<String> names = model.layerNames();
    List<Operand<TFloat32>> values = new ArrayList<>();
    inputs.forEach(input -> values.add(tf.dtypes.cast(input, TFloat32.class)));
    for (Model.Call call : model.calls()) {
      String name = names.get(call.layer());
      List<Operand<TFloat32>> taken = call.values().stream().map(values::get).toList();
      try {
        values.add(context.apply(name, model.layers().get(call.layer()), taken));
      } catch (IllegalArgumentException e) {
        throw model.isChain() ? e : at(name, model, taken, e);
      }
    }
    return model.outputs().stream()
        .map(output -> values.get(output.value()))
        .map(output -> new Prediction(output, logitsBehind(output)))
        .toList();
  }

  /** {@return the refusal of a layer, with its place: in a graph its type alone does not tell} */
  private static IllegalArgumentException at(
      String name, Model model, List<Operand<TFloat32>> taken, IllegalArgumentException cause) {
    return new IllegalArgumentException(
        "%s (layer %s of model %s, called with %s)"
            .formatted(cause.getMessage(), name, model.name(), Merge.shapes(taken)),
        cause);
  }

  /** {@return whether an output is sums of products with nothing behind them} */
  static boolean isLinear(Operand<TFloat32> output) {
    GraphOperation op = (GraphOperation) output.op();
    while (PASSING.contains(op.type())) {
      op = (GraphOperation) op.input(0).op();
    }
    return SUMS.contains(op.type());
  }

  /**
   * Keras takes cross-entropies from what a softmax or sigmoid was given, not from what it gave
   * ({@code _keras_logits} in its activations.py).
   */
  private static Optional<Operand<TFloat32>> logitsBehind(Operand<TFloat32> output) {
    return output.op() instanceof GraphOperation op && WITH_LOGITS.contains(op.type())
        ? Optional.of(op.input(0).expect(TFloat32.class))
        : Optional.empty();
  }
}
