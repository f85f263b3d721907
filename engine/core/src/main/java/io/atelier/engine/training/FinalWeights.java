package io.atelier.engine.training;

/** Of which epoch the weights are that a training with early stopping ends with. */
public enum FinalWeights {
  /** Of the last epoch: Keras' default. */
  LAST,
  /**
   * Of the best epoch if early stopping itself ended the training, otherwise of the last (Keras
   * 2.12 with {@code restore_best_weights}).
   */
  BEST_IF_STOPPED,
  /**
   * Of the best epoch, however the training ended (Keras 3 with {@code restore_best_weights}): by
   * early stopping, by another listener, or because all epochs were trained.
   */
  BEST
}
