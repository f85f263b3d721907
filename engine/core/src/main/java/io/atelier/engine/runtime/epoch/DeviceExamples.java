package io.atelier.engine.runtime.epoch;

import io.atelier.data.Examples;
import io.atelier.data.Values;
import io.atelier.engine.runtime.tensorflow.TensorList;
import io.atelier.engine.runtime.tensorflow.Tensors;
import io.atelier.engine.runtime.tensorflow.Variable;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * A window of training examples in a session's memory.
 *
 * @param columns the inputs, in the model's order, the targets, and the weights if there are some:
 *     {@code [rows, ...]} each
 */
public record DeviceExamples(List<Variable<? extends TNumber>> columns) {

  /** {@return room for so many examples, nothing in it yet} */
  public static DeviceExamples of(Ops tf, Examples examples, int rows) {
    List<Variable<? extends TNumber>> columns = new ArrayList<>();
    for (Values inputs : examples.named().values()) {
      String number = columns.isEmpty() ? "" : "_" + columns.size();
      columns.add(room(tf, "training/inputs" + number, inputs, rows));
    }
    int inputs = columns.size();
    for (Values targets : examples.wanted().values()) {
      String number = columns.size() == inputs ? "" : "_" + (columns.size() - inputs);
      columns.add(room(tf, "training/targets" + number, targets, rows));
    }
    examples
        .weights()
        .ifPresent(weights -> columns.add(room(tf, "training/weights", weights, rows)));
    return new DeviceExamples(columns);
  }

  /** {@return the values} */
  public List<Operand<? extends TNumber>> values() {
    return columns.stream().<Operand<? extends TNumber>>map(Variable::value).toList();
  }

  private static Variable<? extends TNumber> room(Ops tf, String name, Values values, int rows) {
    return Variable.of(tf, name, Tensors.type(values), Tensors.shape(values, rows));
  }

  /** Puts examples there; on a CPU the tensors' memory is shared, not copied. */
  void load(Session session, TensorList next) {
    Session.Runner runner =
        next.feed(session.runner(), columns.stream().map(Variable::fed).toList());
    columns.forEach(column -> runner.addTarget(column.feed()));
    runner.run().close();
  }

  /** {@return operations that give the room back} */
  List<Op> discard(Ops tf) {
    return columns.stream().<Op>map(column -> tf.destroyResourceOp(column.handle())).toList();
  }
}
