package io.atelier.engine.runtime.step;

import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.build.Blueprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * The examples of a training step.
 *
 * @param inputs in the model's order, {@code [batch, ...]} of known size each
 * @param targets of each output that is trained, {@code [batch, ...]}
 * @param weights of the examples, {@code [batch]}
 */
public record Batch(
    List<Operand<? extends TNumber>> inputs,
    List<Operand<? extends TNumber>> targets,
    Optional<Operand<? extends TNumber>> weights) {

  /** {@return the batch of inputs, then targets, and then weights if more columns are left} */
  public static Batch of(
      Blueprint blueprint, Training training, List<Operand<? extends TNumber>> columns) {
    int inputs = blueprint.model().inputs().size();
    return of(columns, inputs, inputs + training.each().size());
  }

  private static Batch of(List<Operand<? extends TNumber>> columns, int inputs, int targets) {
    return new Batch(
        columns.subList(0, inputs),
        columns.subList(inputs, targets),
        targets < columns.size() ? Optional.of(columns.get(targets)) : Optional.empty());
  }

  /** {@return the batch of other columns, as many of each as this one has} */
  Batch like(List<Operand<? extends TNumber>> columns) {
    return of(columns, inputs.size(), inputs.size() + targets.size());
  }

  /** {@return the inputs, then the targets, and then the weights} */
  List<Operand<? extends TNumber>> columns() {
    List<Operand<? extends TNumber>> columns = new ArrayList<>(inputs);
    columns.addAll(targets);
    weights.ifPresent(columns::add);
    return columns;
  }

  /** {@return the number of examples} */
  int size() {
    return (int) inputs.get(0).shape().get(0);
  }
}
