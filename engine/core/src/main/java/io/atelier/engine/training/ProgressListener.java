package io.atelier.engine.training;

/** Watches an epoch from inside. */
@FunctionalInterface
public interface ProgressListener {
  /** {@return whether to go on, after a chunk of steps} */
  Verdict progressed(Progress progress);
}
