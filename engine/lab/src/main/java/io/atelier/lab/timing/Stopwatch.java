package io.atelier.lab.timing;

import java.time.Instant;

/**
 * The beginning of something: a time of day for people, and a moment to measure from. Somebody may
 * set the clock meanwhile; the difference of two of its times may even be negative.
 *
 * @param started the time of day
 * @param nanos {@link System#nanoTime} then
 */
public record Stopwatch(Instant started, long nanos) {

  /** {@return one that begins now} */
  public static Stopwatch start() {
    return new Stopwatch(Instant.now(), System.nanoTime());
  }

  /** {@return seconds since it began, at least 0} */
  public double seconds() {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
