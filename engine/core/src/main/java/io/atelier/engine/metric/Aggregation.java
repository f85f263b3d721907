package io.atelier.engine.metric;

/** How the scores of several outputs become one. */
public enum Aggregation {
  /** Their mean. */
  UNIFORM_AVERAGE,
  /** Their mean, each weighed with the variance of its targets. */
  VARIANCE_WEIGHTED_AVERAGE
}
