package io.atelier.engine.runtime.step;

import io.atelier.engine.regularizer.Regularizer;
import io.atelier.engine.runtime.build.WeightSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What the sizes of a model's weights add to its loss. */
public final class Penalties {
  private Penalties() {}

  /**
   * {@return the loss and the penalties of all weights that training moves}
   *
   * @param specs of the weights
   * @param weights in the same order
   */
  public static Operand<TFloat32> added(
      Ops tf, Operand<TFloat32> loss, List<WeightSpec> specs, List<Operand<TFloat32>> weights) {
    List<Operand<TFloat32>> penalties = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      Optional<Regularizer> regularizer = specs.get(i).weight().regularizer();
      if (specs.get(i).trainable() && regularizer.isPresent()) {
        penalties.add(regularizer.get().penalty(tf, weights.get(i)));
      }
    }
    return penalties.isEmpty() ? loss : tf.math.add(loss, tf.math.addN(penalties));
  }
}
