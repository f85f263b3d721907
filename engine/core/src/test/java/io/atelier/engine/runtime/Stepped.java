package io.atelier.engine.runtime;

import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.file.Folder;
import io.atelier.engine.initializer.Constant;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.LayerContext;
import io.atelier.engine.layer.Model;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Optimizer.Slot;
import io.atelier.engine.runtime.tensorflow.Tensors;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What some steps of a {@link Program} made of weights.
 *
 * @param iterations steps counted by the program
 * @param weightsByName as they are now
 * @param slots by slot, then by weight
 */
record Stepped(
    int iterations,
    Map<String, FloatValues> weightsByName,
    Map<String, Map<String, float[]>> slots) {

  /**
   * {@return the state after one step an example, each a batch of its own; its loss is {@code
   * layer}'s output}
   */
  static Stepped after(FloatValues inputs, Layer layer, Optimizer optimizer) throws IOException {
    Training training =
        new Training(
            optimizer, (tf, prediction, targets) -> prediction.values(), List.of(), 1, 0, false);
    Model model = Model.of("stepped", Input.floats(GoldenTensor.exampleShape(inputs)), layer);
    Examples examples =
        new Examples(inputs, FloatValues.of(new float[inputs.count()], inputs.count()));
    Path folder = Files.createTempDirectory("stepped");
    try (Program program =
        Program.compile(
            model,
            training,
            Optional.of(examples),
            Optional.empty(),
            TestDevice.execution(Execution.Compilation.INTERPRETED))) {
      program.trainEpoch(0, progress -> Verdict.CONTINUE);
      Path checkpoint = folder.resolve("saved");
      program.save(checkpoint);
      Map<String, Map<String, float[]>> slots = new LinkedHashMap<>();
      program
          .weights()
          .forEach(
              (weight, values) -> {
                for (Slot slot : optimizer.slots(Tensors.shape(values))) {
                  String name = "optimizer/" + slot.name() + "/" + weight;
                  slots
                      .computeIfAbsent(slot.name(), none -> new LinkedHashMap<>())
                      .put(weight, Computed.savedFloats(checkpoint, name));
                }
              });
      return new Stepped(Computed.savedIterations(checkpoint), program.weights(), slots);
    } finally {
      Folder.delete(folder);
    }
  }

  /** {@return the numbers of all weights, one after another} */
  double[] weights() {
    return weightsByName.values().stream()
        .flatMapToDouble(weight -> Arrays.stream(GoldenTensor.doubles(weight.values())))
        .toArray();
  }

  /** {@return the numbers of a slot of all weights, one after another} */
  double[] slot(String name) {
    return slots.get(name).values().stream()
        .flatMapToDouble(values -> Arrays.stream(GoldenTensor.doubles(values)))
        .toArray();
  }

  /** The scalar product of all weights with an example: {@code [batch, n]} to {@code [batch]}. */
  record Product(List<FloatValues> initial) implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      Ops tf = context.tf();
      List<Operand<TFloat32>> flat = new ArrayList<>();
      for (FloatValues values : initial) {
        Operand<TFloat32> weight =
            context.weight(
                "variable_" + flat.size(),
                Tensors.shape(values),
                (ops, shape, seeds) -> Computed.constant(ops, values));
        flat.add(tf.reshape(weight, tf.array(-1)));
      }
      Operand<TFloat32> all = flat.size() == 1 ? flat.get(0) : tf.concat(flat, tf.constant(0));
      return tf.reduceSum(tf.math.mul(input, all), tf.constant(1));
    }
  }

  /** {@code weight^2 / 2} for every example, whatever it is. */
  record HalfSquare(double initial) implements Layer {
    @Override
    public Operand<TFloat32> apply(LayerContext context, Operand<TFloat32> input) {
      Ops tf = context.tf();
      Operand<TFloat32> weight = context.weight("variable", Shape.scalar(), new Constant(initial));
      Operand<TFloat32> half = tf.math.mul(tf.math.square(weight), tf.constant(0.5f));
      return tf.math.add(tf.zerosLike(tf.squeeze(input)), half);
    }
  }
}
