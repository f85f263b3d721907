package io.atelier.engine.metric;

/** How the area under a curve between two thresholds is counted. */
public enum Summation {
  /** In the middle; for {@link Curve#PR} as Davis and Goadrich (2006) interpolate. */
  INTERPOLATION,
  /** With the larger height. */
  MAJORING,
  /** With the smaller height. */
  MINORING
}
