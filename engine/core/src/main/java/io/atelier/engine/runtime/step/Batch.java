package io.atelier.engine.runtime.step;

import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.build.Blueprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The examples of a training step.
 *
 * @param inputs in the model's order, {@code [batch, ...]} of known size each
 * @param targets of each output that is trained, {@code [batch, ...]}
 * @param weights of the examples, {@code [batch]}
 * @param mixed what the examples are mixed with
 */
public record Batch(
    List<Operand<? extends TNumber>> inputs,
    List<Operand<? extends TNumber>> targets,
    Optional<Operand<? extends TNumber>> weights,
    Optional<Mixed> mixed) {
  /**
   * What examples are mixed with.
   *
   * @param share of the batch's own targets, {@code [batch]}; that of the others is the rest to 1
   * @param targets the others, for each output that is trained
   */
  record Mixed(Operand<TFloat32> share, List<Operand<? extends TNumber>> targets) {}

  /** {@return the batch of inputs, then targets, and then weights if more columns are left} */
  public static Batch of(
      Blueprint blueprint, Training training, List<Operand<? extends TNumber>> columns) {
    int inputs = blueprint.model().inputs().size();
    int targets = inputs + training.each().size();
    return new Batch(
        columns.subList(0, inputs),
        columns.subList(inputs, targets),
        targets < columns.size() ? Optional.of(columns.get(targets)) : Optional.empty(),
        Optional.empty());
  }

  /** {@return the batch of other columns, as many of each as this one has} */
  Batch like(List<Operand<? extends TNumber>> columns) {
    int afterTargets = inputs.size() + targets.size();
    int afterWeights = afterTargets + (weights.isPresent() ? 1 : 0);
    return new Batch(
        columns.subList(0, inputs.size()),
        columns.subList(inputs.size(), afterTargets),
        weights.map(none -> columns.get(afterTargets)),
        mixed.map(
            none ->
                new Mixed(
                    columns.get(afterWeights).asOutput().expect(TFloat32.class),
                    columns.subList(afterWeights + 1, columns.size()))));
  }

  /** {@return the inputs, then the targets, the weights, and what they are mixed with} */
  List<Operand<? extends TNumber>> columns() {
    List<Operand<? extends TNumber>> columns = new ArrayList<>(inputs);
    columns.addAll(targets);
    weights.ifPresent(columns::add);
    mixed.ifPresent(
        others -> {
          columns.add(others.share());
          columns.addAll(others.targets());
        });
    return columns;
  }

  /** {@return the number of examples} */
  int size() {
    return (int) inputs.get(0).shape().get(0);
  }
}
