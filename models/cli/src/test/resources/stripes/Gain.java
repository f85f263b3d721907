package stripes;

import io.atelier.engine.initializer.Constant;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Multiplies every channel by a number that is learned.
 *
 * @param start the number to begin with
 */
public record Gain(double start) implements Layer {
  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    Shape channels = Shape.of(input.shape().get(-1));
    return context.tf().math.mul(input, context.weight("gain", channels, new Constant(start)));
  }
}
