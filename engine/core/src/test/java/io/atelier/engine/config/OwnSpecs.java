package io.atelier.engine.config;

import io.atelier.engine.KerasKey;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.optimizer.LearningRate;
import io.atelier.engine.optimizer.Optimizer;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** Specs as a user writes them. */
final class OwnSpecs {
  private OwnSpecs() {}

  /** A loss. */
  record CubedError(double factor, Optional<String> note) implements Loss {
    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Prediction prediction, Operand<? extends TNumber> targets) {
      Operand<TFloat32> error =
          tf.math.abs(tf.math.sub(prediction.values(), prediction.shaped(tf, targets)));
      Operand<TFloat32> cubed = tf.math.mul(error, tf.math.square(error));
      return tf.math.mul(tf.math.mean(cubed, tf.constant(-1)), tf.constant((float) factor));
    }
  }

  /** An optimizer around another. */
  record Warmed(Optimizer inner, @KerasKey(orElse = "10") int steps, List<Double> rates)
      implements Optimizer {
    @Override
    public LearningRate learningRate() {
      return inner.learningRate();
    }

    @Override
    public List<Slot> slots(Shape weight) {
      return inner.slots(weight);
    }

    @Override
    public List<Moved> step(Ops tf, Operand<TInt64> iteration, List<Moving> weights) {
      return inner.step(tf, iteration, weights);
    }
  }

  /** A layer that nobody lists. */
  record Unlisted() implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      return input;
    }
  }
}
