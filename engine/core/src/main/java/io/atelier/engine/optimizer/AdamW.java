package io.atelier.engine.optimizer;

import io.atelier.data.Given;
import io.atelier.engine.KerasKey;
import io.atelier.engine.Source;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/**
 * Adam with weight decay (Loshchilov and Hutter 2019; Keras 3, {@code optimizers/adamw.py}): each
 * weight becomes {@code w - w * weightDecay * rate}, and then does {@link Adam}'s step.
 *
 * <pre>{@code
 * new AdamW(0.001, 0.01)
 * new WeightGroups(List.of(WeightGroup.withoutDecay("bias")), new AdamW(0.001, 0.01))
 * }</pre>
 *
 * @param learningRate schedule of the rate
 * @param weightDecay at least 0; of all weights, biases too, as in Keras
 * @param beta1 decay of the mean of gradients, in [0, 1]
 * @param beta2 decay of the mean of their squares, in [0, 1]
 * @param epsilon at least 0, outside the root and not bias-corrected
 * @param amsgrad as {@link Adam}'s
 */
public record AdamW(
    @KerasKey(also = "lr", orElse = "0.001") LearningRate learningRate,
    @KerasKey(orElse = "0.004") double weightDecay,
    @KerasKey(name = "beta_1", orElse = "0.9") double beta1,
    @KerasKey(name = "beta_2", orElse = "0.999") double beta2,
    @KerasKey(orElse = "1e-7") double epsilon,
    @KerasKey(orElse = "false") boolean amsgrad)
    implements Optimizer {
  /**
   * @throws IllegalArgumentException if a beta is not in [0, 1], {@code weightDecay} or {@code
   *     epsilon} is negative, or a number is none that float32 holds
   */
  public AdamW {
    Given.required(learningRate, "AdamW", "a learning rate", "use new ConstantRate(0.01)");
    Require.notNegative("AdamW", "weightDecay", weightDecay);
    Require.fraction("AdamW", "beta1", beta1);
    Require.fraction("AdamW", "beta2", beta2);
    Require.notNegative("AdamW", "epsilon", epsilon);
  }

  /** Keras' other defaults: betas 0.9 and 0.999, epsilon 1e-7, no {@code amsgrad}. */
  public AdamW(LearningRate learningRate, double weightDecay) {
    this(learningRate, weightDecay, 0.9, 0.999, 1e-7, false);
  }

  /** Keras' other defaults with a constant rate. */
  public AdamW(double learningRate, double weightDecay) {
    this(new ConstantRate(learningRate), weightDecay);
  }

  @Override
  public List<Slot> slots(Shape weight) {
    return adam().slots(weight);
  }

  @Override
  public List<Moved> step(Ops tf, Operand<TInt64> iteration, List<Moving> weights) {
    return adam()
        .step(
            tf,
            iteration,
            weights.stream().map(weight -> weight.decayed(tf, weightDecay)).toList());
  }

  private Adam adam() {
    return new Adam(learningRate, beta1, beta2, epsilon, amsgrad);
  }

  @Override
  public String toString() {
    return Source.of(this);
  }
}
