package io.atelier.engine.metric;

import io.atelier.data.Given;
import io.atelier.engine.Source;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.loss.Targets;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A loss that is watched.
 *
 * @param name in histories and reports
 * @param loss what is watched
 */
public record LossMetric(String name, Loss loss) implements MeanMetric {
  /**
   * @throws IllegalArgumentException if there is no name or no loss
   */
  public LossMetric {
    Given.required(name, "LossMetric", "a name", "choose one such as mae");
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "LossMetric needs a name, got an empty one; choose one such as mae");
    }
    Given.required(loss, "LossMetric", "a loss", "give the one to watch");
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
    return loss.perExample(tf, prediction, targets);
  }

  @Override
  public void require(Shape output, Targets targets) {
    loss.require(output, targets);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
