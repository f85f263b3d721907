package io.atelier.engine.metric;

import io.atelier.engine.Keras;

/** A curve through all thresholds. */
public enum Curve {
  /** The rate of true over that of false positives. */
  @Keras(name = "ROC")
  ROC,
  /** Precision over recall. */
  @Keras(name = "PR")
  PR
}
