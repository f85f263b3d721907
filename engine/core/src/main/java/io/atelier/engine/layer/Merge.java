package io.atelier.engine.layer;

import java.util.List;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A layer of several inputs, which it makes one of: {@code new Add().of(x, image)} in a model, or
 * {@code context.apply(new Add(), List.of(x, y))} inside a layer.
 */
public interface Merge extends Layer {
  @Override
  Operand<TFloat32> apply(LayerContext context, List<Operand<TFloat32>> inputs);

  @Override
  default Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    return apply(context, List.of(input));
  }

  /** {@return the shapes as error messages write them: {@code [?, 28, 28, 1] and [?, 10]}} */
  static String shapes(List<Operand<TFloat32>> values) {
    return values.stream()
        .map(value -> LayerShapes.text(value.shape()))
        .collect(Collectors.joining(" and "));
  }
}
