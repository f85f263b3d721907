package io.atelier.engine.runtime.plan;

/** How many steps to make in a call, so that it takes about a fifth of a second. */
public final class ChunkLength {
  private static final double SECONDS = 0.2;
  private static final double MOST_GROWTH = 8;

  private int steps = 8;

  /** {@return how many steps the next call should make, at least 1} */
  public int steps() {
    return steps;
  }

  /**
   * Learns how long a call took. One that an epoch's or a window's end cut short says little about
   * a whole one, unless it took too long already.
   */
  public void took(int made, double seconds) {
    if (made < steps && seconds < SECONDS) {
      return;
    }
    double wanted = made * SECONDS / Math.max(seconds, 1e-6);
    steps = (int) Math.max(1, Math.min(wanted, made * MOST_GROWTH));
  }
}
