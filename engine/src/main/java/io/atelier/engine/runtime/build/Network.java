package io.atelier.engine.runtime.build;

import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.Prediction;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
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

  /**
   * {@return the model's answer to {@code input}, {@code [batch, ...]}}
   *
   * @throws IllegalArgumentException if a layer cannot take what the one before it gives
   */
  public static Prediction build(
      Ops tf, Model model, Operand<? extends TNumber> input, Build build) {
    GraphContext context = GraphContext.root(tf, build);
    Operand<TFloat32> output = tf.dtypes.cast(input, TFloat32.class);
    for (Layer layer : model.layers()) {
      output = context.apply(layer, output);
    }
    return new Prediction(output, logitsBehind(output));
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
