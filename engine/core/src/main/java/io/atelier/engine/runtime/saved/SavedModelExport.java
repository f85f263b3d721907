package io.atelier.engine.runtime.saved;

import io.atelier.engine.layer.Input;
import io.atelier.engine.loss.Prediction;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.build.Inference;
import io.atelier.engine.runtime.build.Network;
import io.atelier.engine.runtime.build.WeightSpec;
import io.atelier.engine.runtime.device.Devices;
import io.atelier.engine.runtime.tensorflow.LatinDigits;
import io.atelier.engine.runtime.tensorflow.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** Writes a model as a SavedModel: a graph of its own with the forward pass and nothing else. */
public final class SavedModelExport {
  private SavedModelExport() {}

  /**
   * Writes a SavedModel into an existing, empty folder.
   *
   * @param precision of its products and convolutions
   * @param weights prefix of a checkpoint that holds the blueprint's weights
   */
  public static void write(
      Blueprint blueprint,
      Execution.Precision precision,
      SavedSignature names,
      String weights,
      Path folder)
      throws IOException {
    LatinDigits.ensure();
    try (Graph graph = new Graph();
        Session session = new Session(graph, Devices.config("CPU", 0))) {
      Ops tf = Ops.create(graph);
      Signature.Builder signature = Signature.builder().methodName("tensorflow/serving/predict");
      List<Operand<? extends TNumber>> inputs = new ArrayList<>();
      for (int i = 0; i < names.inputs().size(); i++) {
        Input input = blueprint.model().inputs().get(i).input();
        Operand<? extends TNumber> called =
            tf.withName(names.inputs().get(i))
                .placeholder(
                    Network.type(input),
                    Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE).append(names.shapes().get(i))));
        signature.input(names.inputs().get(i), called);
        inputs.add(asModelInput(tf, called, input));
      }
      List<Variable<?>> variables = new ArrayList<>();
      List<Operand<TFloat32>> values = new ArrayList<>();
      for (WeightSpec spec : blueprint.weights()) {
        Variable<TFloat32> variable = variable(tf, spec.name(), TFloat32.class, spec.shape());
        variables.add(variable);
        values.add(variable.value());
      }
      if (variables.isEmpty()) {
        // A saver must have something to save; the checkpoint holds the step number in any case.
        variables.add(variable(tf, "optimizer/iteration", TInt64.class, Shape.scalar()));
      }
      List<Prediction> predictions = Inference.of(tf, blueprint, precision, values, inputs);
      for (int i = 0; i < predictions.size(); i++) {
        String name = names.outputs().get(i);
        signature.output(name, tf.withName(name).identity(predictions.get(i).values()));
      }
      Saver.of(tf, variables).restore(session, weights);
      SavedModelBundle.exporter(folder.toString())
          .withSession(session)
          .withSignature(signature.build())
          .export();
    }
  }

  /**
   * Refuses what is not in the shape of the signature: nobody else does, and a reshape would make
   * other examples of it. Then gives each example the shape the model takes.
   */
  private static <T extends TNumber> Operand<T> asModelInput(
      Ops tf, Operand<T> input, Input model) {
    Operand<T> checked = tf.ensureShape(input, input.shape());
    Shape wanted = Shape.of(Shape.UNKNOWN_SIZE).append(model.shape());
    return input.shape().equals(wanted) ? checked : tf.reshape(checked, tf.constant(sizes(wanted)));
  }

  /** A variable that only a restore can set: no placeholder beside it to feed. */
  private static <T extends TNumber> Variable<T> variable(
      Ops root, String name, Class<T> type, Shape shape) {
    Ops tf = root.withSubScope(name.replace('/', '.'));
    VarHandleOp handle =
        tf.withName("handle").varHandleOp(type, shape, VarHandleOp.sharedName(name));
    Operand<T> value = tf.withName("value").readVariableOp(handle, type);
    return new Variable<>(name, handle, value, null, null);
  }

  private static int[] sizes(Shape shape) {
    int[] sizes = new int[shape.numDimensions()];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = Math.toIntExact(shape.get(axis));
    }
    return sizes;
  }
}
