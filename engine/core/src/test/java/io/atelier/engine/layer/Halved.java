package io.atelier.engine.layer;

import io.atelier.engine.Source;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Split;
import org.tensorflow.types.TFloat32;

/** Cuts its input along the last axis, and has the halves merged. */
public record Halved(Merge merge) implements Layer {
  @Override
  public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
    int axis = input.shape().numDimensions() - 1;
    List<Operand<TFloat32>> halves = new ArrayList<>();
    Split<TFloat32> split = context.tf().split(context.tf().constant(axis), input, 2L);
    split.forEach(halves::add);
    return context.apply(merge, halves);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
