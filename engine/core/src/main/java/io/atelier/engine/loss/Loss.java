package io.atelier.engine.loss;

import io.atelier.engine.Keras;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** How wrong a prediction is. */
@FunctionalInterface
@Keras(
    module = "keras.losses",
    fixed = "reduction: 'sum_over_batch_size' | 'auto'",
    ignored = "name")
public interface Loss {
  /**
   * {@return one value an example, {@code [batch]}; {@code [batch, ...]} where a prediction has
   * further axes in front of its last}
   *
   * @param targets uint8, int32 or float32, as the examples hold them, {@code [batch, ...]}; with a
   *     last axis of 1 where the outputs have one and the examples leave it out. {@code
   *     prediction.shaped(tf, targets)} makes them float32 of the outputs' shape
   */
  Operand<TFloat32> perExample(Ops tf, Prediction prediction, Operand<? extends TNumber> targets);

  /**
   * {@return which of the values count, in their shape; empty if all do} Others are 0 in {@link
   * #perExample}, and the mean over a batch is over those that count.
   */
  default Optional<Operand<TBool>> counted(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    return Optional.empty();
  }

  /**
   * Requires targets that can be meant, before anything is trained or evaluated on them. Unless a
   * loss says otherwise, these are finite numbers in any shape.
   *
   * @param output shape of the model's outputs, {@code [batch, ...]}
   * @throws IllegalArgumentException for other targets, or outputs that the loss is not made for
   */
  default void require(Shape output, Targets targets) {
    targets.requireFinite("Loss");
  }
}
