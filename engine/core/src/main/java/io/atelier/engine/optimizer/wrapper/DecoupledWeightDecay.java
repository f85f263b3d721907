package io.atelier.engine.optimizer.wrapper;

import io.atelier.data.Given;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import io.atelier.engine.optimizer.AdamW;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Require;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/**
 * Another optimizer whose weights become smaller before each of its steps (Loshchilov and Hutter
 * 2019; Keras: {@code weight_decay}):
 *
 * <pre>{@code
 * w = w - w * decay * rate
 * }</pre>
 *
 * All weights decay, biases too, as in Keras, unless a {@link WeightGroups} leaves some out. It is
 * not L2 regularization, which changes the gradients. Keras 3, {@code
 * optimizers/base_optimizer.py}, {@code _apply_weight_decay}.
 *
 * @param decay positive
 * @param optimizer what moves the weights
 */
public record DecoupledWeightDecay(
    @KerasKey(name = "weight_decay") double decay, @KerasKey(merged = true) Optimizer optimizer)
    implements Wrapper {
  /**
   * @throws IllegalArgumentException if {@code decay} is not positive or none that float32 holds,
   *     or the optimizer accumulates, averages, or decays weights already
   */
  public DecoupledWeightDecay {
    Given.required(optimizer, "DecoupledWeightDecay", "an optimizer", "give one to decay before");
    Require.positive("DecoupledWeightDecay", "decay", decay);
    Wrapper.requireInner("DecoupledWeightDecay", optimizer, AdamW.class);
  }

  @Override
  public List<Moved> step(Ops tf, Operand<TInt64> iteration, List<Moving> weights) {
    return optimizer.step(
        tf, iteration, weights.stream().map(weight -> weight.decayed(tf, decay)).toList());
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
