package io.atelier.engine.runtime.build;

import io.atelier.engine.runtime.lowering.Lowering;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Builds a model as a training step needs it: with the weights of the step and its random numbers.
 *
 * @param training whether layers do what they do in training alone
 * @param mask draws the random numbers
 */
public record StepBuild(boolean training, Lowering lowering, WeightsByName weights, RandomMask mask)
    implements Build {
  @Override
  public Operand<TFloat32> weight(WeightSpec spec) {
    return weights.of(spec);
  }

  @Override
  public void update(String name, Operand<TFloat32> value) {
    weights.update(name, value);
  }

  @Override
  public Operand<TBool> keep(Operand<TFloat32> like, double rate) {
    return mask.keep(like, rate);
  }

  @Override
  public Operand<TFloat32> uniform(Shape shape) {
    return mask.uniform(shape);
  }

  @Override
  public Operand<TFloat32> normal(Shape shape) {
    return mask.normal(shape);
  }
}
