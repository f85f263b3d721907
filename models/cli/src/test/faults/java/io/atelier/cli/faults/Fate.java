package io.atelier.cli.faults;

import java.util.List;

/**
 * What becomes of a file operation.
 *
 * @param name as the table shows it
 * @param plan as {@code faults.c} reads it
 */
record Fate(String name, String plan) {
  /** The process is killed before the operation. */
  static final Fate KILL = new Fate("kill", "kill");

  /** The process is killed when half of the bytes are written. */
  static final Fate TEAR = new Fate("kill half-way", "tear");

  /**
   * The process is killed before the operation, and with it those that started it or it started.
   */
  static final Fate KILL_ALL = new Fate("kill all", "kill-all");

  /** Half of the bytes are written, which is no error. */
  static final Fate SHORT = new Fate("short write", "short " + Errno.ENOSPC.number());

  /** Half of the bytes are written, then no space is left, and stays so. */
  static final Fate SHORT_FULL =
      new Fate("short, then full", "short-full " + Errno.ENOSPC.number());

  /** {@return the ways to kill at any operation} */
  static List<Fate> kills() {
    return List.of(KILL, KILL_ALL);
  }

  /** No space is left, and stays so. */
  static Fate full() {
    return new Fate("ENOSPC from then on", "full " + Errno.ENOSPC.number());
  }

  /** The operation fails once. */
  static Fate fail(Errno error) {
    return new Fate(error.name(), "fail " + error.number());
  }
}
