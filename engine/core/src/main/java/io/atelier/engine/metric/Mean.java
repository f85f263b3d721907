package io.atelier.engine.metric;

/**
 * A weighted mean in float32, as Keras keeps one ({@code base_metric.py:418-526}): {@code total /
 * weight}, 0 without any value.
 *
 * @param total sum of values times weights
 * @param weight sum of weights
 */
public record Mean(float total, float weight) {
  /** The mean of nothing. */
  public static final Mean NONE = new Mean(0, 0);

  /** {@return this mean with one more value} */
  public Mean with(float value, float valueWeight) {
    return new Mean(total + value * valueWeight, weight + valueWeight);
  }

  /** {@return total / weight, or 0} */
  public float value() {
    return weight == 0 ? 0 : total / weight;
  }
}
