package io.atelier.cli.faults;

import java.util.List;
import java.util.Locale;

/** Kinds of file operations, as {@code faults.c} counts them. */
enum Kind {
  /** Opening a file to write it. */
  OPEN(Fate.kills(), List.of(Fate.full(), Fate.fail(Errno.EACCES), Fate.fail(Errno.EIO))),
  WRITE(
      List.of(Fate.KILL, Fate.TEAR, Fate.KILL_ALL),
      List.of(
          Fate.full(), Fate.SHORT, Fate.fail(Errno.EIO), Fate.SHORT_FULL, Fate.fail(Errno.ENOSPC))),
  RENAME(Fate.kills(), List.of(Fate.fail(Errno.EIO), Fate.fail(Errno.EACCES), Fate.full())),
  /** Waiting until something is on the disk. */
  SYNC(Fate.kills(), List.of(Fate.fail(Errno.EIO), Fate.fail(Errno.ENOSPC))),
  MKDIR(Fate.kills(), List.of(Fate.full(), Fate.fail(Errno.EACCES))),
  /** Deleting a file or a folder. */
  DELETE(Fate.kills(), List.of(Fate.fail(Errno.EIO), Fate.fail(Errno.EACCES))),
  TRUNCATE(Fate.kills(), List.of(Fate.fail(Errno.EIO)));

  private final List<Fate> kills;
  private final List<Fate> failures;

  Kind(List<Fate> kills, List<Fate> failures) {
    this.kills = kills;
    this.failures = failures;
  }

  /** {@return the ways in which an operation of this kind can be a process' last} */
  List<Fate> kills() {
    return kills;
  }

  /** {@return the ways in which an operation of this kind can fail} */
  List<Fate> failures() {
    return failures;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
