package io.atelier.engine.runtime.build;

import io.atelier.engine.loss.Prediction;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.lowering.Lowering;
import io.atelier.engine.runtime.lowering.NativeLowering;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** Builds a model as it answers outside training. */
public final class Inference {
  private Inference() {}

  /** {@return the model's answers with the given weights, in the blueprint's order} */
  public static List<Prediction> of(
      Ops tf,
      Blueprint blueprint,
      Execution.Precision precision,
      List<? extends Operand<TFloat32>> weights,
      List<? extends Operand<? extends TNumber>> inputs) {
    WeightsByName named = new WeightsByName(blueprint.weights(), weights);
    Build build =
        new Build() {
          @Override
          public boolean training() {
            return false;
          }

          @Override
          public Lowering lowering() {
            return new NativeLowering(precision);
          }

          @Override
          public Operand<TFloat32> weight(WeightSpec spec) {
            return named.of(spec);
          }
        };
    return Network.build(tf, blueprint.model(), inputs, build);
  }
}
