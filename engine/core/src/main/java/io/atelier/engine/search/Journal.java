package io.atelier.engine.search;

import java.io.IOException;
import java.util.List;

/** The events of a search, kept for the time after a kill. */
public interface Journal {
  /** {@return the events up to now, in order} */
  List<TrialEvent> events();

  /**
   * Keeps an event; it is safe when this returns. Called by one thread at a time.
   *
   * @throws IOException if it cannot be kept
   */
  void append(TrialEvent event) throws IOException;
}
