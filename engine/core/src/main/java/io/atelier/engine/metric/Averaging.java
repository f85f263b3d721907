package io.atelier.engine.metric;

/** How numbers of several classes become one. */
public enum Averaging {
  /** All classes' counts are added first. */
  MICRO,
  /** The mean of the classes' numbers. */
  MACRO,
  /** The mean of the classes' numbers, each weighed with how often the class is a target. */
  WEIGHTED
}
