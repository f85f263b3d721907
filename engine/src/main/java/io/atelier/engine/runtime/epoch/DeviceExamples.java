package io.atelier.engine.runtime.epoch;

import io.atelier.data.Examples;
import io.atelier.data.Values;
import io.atelier.engine.runtime.tensorflow.Tensors;
import io.atelier.engine.runtime.tensorflow.Variable;
import java.util.List;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * A window of training examples in a session's memory.
 *
 * @param inputs {@code [rows, ...]}
 * @param targets {@code [rows, ...]}
 */
public record DeviceExamples(
    Variable<? extends TNumber> inputs, Variable<? extends TNumber> targets) {

  /** {@return room for so many examples, nothing in it yet} */
  public static DeviceExamples of(Ops tf, Examples examples, int rows) {
    return new DeviceExamples(
        room(tf, "training/inputs", examples.inputs(), rows),
        room(tf, "training/targets", examples.targets(), rows));
  }

  private static Variable<? extends TNumber> room(Ops tf, String name, Values values, int rows) {
    return Variable.of(tf, name, Tensors.type(values), Tensors.shape(values, rows));
  }

  /** Puts examples there; on a CPU the tensors' memory is shared, not copied. */
  void load(Session session, TNumber nextInputs, TNumber nextTargets) {
    session
        .runner()
        .feed(inputs.fed(), nextInputs)
        .feed(targets.fed(), nextTargets)
        .addTarget(inputs.feed())
        .addTarget(targets.feed())
        .run()
        .close();
  }

  /** {@return operations that give the room back} */
  List<Op> discard(Ops tf) {
    return List.of(tf.destroyResourceOp(inputs.handle()), tf.destroyResourceOp(targets.handle()));
  }
}
