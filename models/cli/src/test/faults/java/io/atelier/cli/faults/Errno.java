package io.atelier.cli.faults;

/** Errors of Linux, by their numbers. */
enum Errno {
  /** The device reports an error. */
  EIO(5),
  /** It is not allowed. */
  EACCES(13),
  /** No space is left. */
  ENOSPC(28);

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
