package io.atelier.engine.optimizer.wrapper;

import io.atelier.data.Given;
import io.atelier.engine.Keras;
import io.atelier.engine.Source;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.WeightGroup;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/**
 * Another optimizer that treats groups of weights in ways of their own: a smaller rate for the
 * layers that somebody else trained, no decay for biases.
 *
 * <pre>{@code
 * new WeightGroups(
 *     List.of(new WeightGroup("^base/", 0.1), WeightGroup.withoutDecay("bias|gamma|beta")),
 *     new AdamW(0.001, 0.01))
 * }</pre>
 *
 * <p>A weight is in all groups whose patterns its name matches: their factors are multiplied, and
 * it decays if none says no. Keras has no such optimizer; it is written as {@code
 * atelier>WeightGroups}. The learning rate that histories show is the one without factors.
 *
 * @param groups at least one, each with a pattern that is in the name of a weight
 * @param optimizer what moves the weights
 */
@Keras(own = true)
public record WeightGroups(List<WeightGroup> groups, Optimizer optimizer) implements Wrapper {
  /**
   * @throws IllegalArgumentException if there is no group, the optimizer has groups already, or
   *     anything is null
   */
  public WeightGroups {
    groups = Given.list(groups, "WeightGroups", "groups");
    Given.required(optimizer, "WeightGroups", "an optimizer", "give the one that moves weights");
    if (groups.isEmpty()) {
      throw new IllegalArgumentException(
          "WeightGroups needs at least one group, got none; use the optimizer without it");
    }
    if (Wrapper.contains(optimizer, WeightGroups.class)) {
      throw new IllegalArgumentException(
          "WeightGroups needs an optimizer without groups, got %s; put all groups into one"
              .formatted(optimizer));
    }
  }

  @Override
  public List<Moved> step(Ops tf, Operand<TInt64> iteration, List<Moving> weights) {
    return optimizer.step(tf, iteration, weights);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
