package io.atelier.engine.runtime.step;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * The examples of a training step.
 *
 * @param inputs in the model's order, {@code [batch, ...]} of known size each
 * @param targets {@code [batch, ...]}
 */
public record Batch(List<Operand<? extends TNumber>> inputs, Operand<? extends TNumber> targets) {

  /** {@return the batch of inputs, and the targets last} */
  public static Batch of(List<Operand<? extends TNumber>> columns) {
    int last = columns.size() - 1;
    return new Batch(columns.subList(0, last), columns.get(last));
  }

  /** {@return the inputs, and then the targets} */
  List<Operand<? extends TNumber>> columns() {
    List<Operand<? extends TNumber>> columns = new ArrayList<>(inputs);
    columns.add(targets);
    return columns;
  }

  /** {@return the number of examples} */
  int size() {
    return (int) inputs.get(0).shape().get(0);
  }
}
