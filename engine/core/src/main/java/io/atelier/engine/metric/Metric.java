package io.atelier.engine.metric;

import io.atelier.engine.Keras;
import io.atelier.engine.loss.Targets;
import org.tensorflow.ndarray.Shape;

/**
 * A number watched during training and evaluation: the mean of one value an example, {@link
 * MeanMetric}, or what is computed of sums over all examples, {@link SumMetric}.
 */
@Keras(module = "keras.metrics", fixed = "dtype: 'float32'", ignored = "name")
public interface Metric {
  /** {@return the name in histories and reports, as Keras spells it} */
  String name();

  /**
   * Requires targets that can be meant, before anything is trained or evaluated on them; unless a
   * metric says otherwise, whatever the loss takes.
   *
   * @param output shape of the model's outputs, {@code [batch, ...]}
   * @throws IllegalArgumentException for other targets, or outputs that the metric is not made for
   */
  default void require(Shape output, Targets targets) {}
}
