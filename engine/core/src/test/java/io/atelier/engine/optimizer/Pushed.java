package io.atelier.engine.optimizer;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.engine.initializer.Zeros;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.ndarray.Shape;

/** Trains a vector of weights with gradients that are given: step t's are the t-th example. */
public final class Pushed {
  private Pushed() {}

  /** {@return the weights after one step a row of gradients} */
  public static float[] weights(
      Optimizer optimizer, float[] start, float[][] gradients, Compilation compilation) {
    int size = start.length;
    float[] flat = new float[gradients.length * size];
    for (int step = 0; step < gradients.length; step++) {
      System.arraycopy(gradients[step], 0, flat, step * size, size);
    }
    Layer weights =
        (context, input) ->
            context
                .tf()
                .math
                .add(
                    context.tf().zerosLike(input),
                    context.weight("w", Shape.of(size), new Zeros()));
    // The gradient of sum(w * target) by w is the target.
    Loss loss =
        (tf, prediction, targets) ->
            tf.reduceSum(
                tf.math.mul(
                    prediction.values(), tf.dtypes.cast(targets, prediction.values().type())),
                tf.constant(-1));
    Examples examples =
        new Examples(
            FloatValues.of(new float[flat.length], gradients.length, size),
            FloatValues.of(flat, gradients.length, size));
    try (Program program =
        Program.compile(
            Model.of("pushed", Input.floats(size), weights.named("weights")),
            new Training(optimizer, loss, List.of(), 1, 0, false),
            Optional.of(examples),
            Optional.empty(),
            new Execution(Device.CPU, 0, compilation))) {
      program.setWeights(Map.of("weights/w", FloatValues.of(start.clone(), size)));
      program.trainEpoch(0, progress -> Verdict.CONTINUE);
      return program.weights().get("weights/w").values();
    }
  }
}
