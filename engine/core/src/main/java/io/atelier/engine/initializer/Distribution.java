package io.atelier.engine.initializer;

import io.atelier.engine.Keras;

/** What random numbers of a given variance are drawn from; the mean is 0. */
public enum Distribution {
  /** Uniform in {@code [-limit, limit)}. */
  UNIFORM,
  /** Normal, cut off at two standard deviations; the variance is that after the cut. */
  @Keras(also = "normal")
  TRUNCATED_NORMAL,
  /** Normal. */
  UNTRUNCATED_NORMAL
}
