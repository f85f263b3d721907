package io.atelier.engine.runtime.step;

import io.atelier.data.Examples;
import io.atelier.engine.runtime.tensorflow.Tensors;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TNumber;

/**
 * What the targets of examples are to a graph: it is built for one kind of them.
 *
 * @param type of the numbers
 * @param shape of one example's target
 */
public record TargetLayout(Class<? extends TNumber> type, Shape shape) {
  public static TargetLayout of(Examples examples) {
    return new TargetLayout(
        Tensors.type(examples.targets()), Tensors.shape(examples.targets()).tail());
  }
}
