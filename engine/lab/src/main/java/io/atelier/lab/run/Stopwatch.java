package io.atelier.lab.run;

import java.time.Instant;

/**
 * The beginning of something: a time of day for people, and a moment to measure from. Somebody may
 * set the clock meanwhile; the difference of two of its times may even be negative.
 *
 * @param started the time of day
 * @param nanos {@link System#nanoTime} then
 */
record Stopwatch(Instant started, long nanos) {

  /** {@return one that begins now} */
  static Stopwatch start() {
    return new Stopwatch(Instant.now(), System.nanoTime());
  }

  /** {@return seconds since it began, at least 0} */
  double seconds() {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
