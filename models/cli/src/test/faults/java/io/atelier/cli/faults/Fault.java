package io.atelier.cli.faults;

/**
 * A fault at one file operation.
 *
 * @param kind of the operation
 * @param number of the operation among those of its kind, from 1
 * @param fate what becomes of it
 */
record Fault(Kind kind, int number, Fate fate) {
  /** {@return how {@code faults.c} is told of it} */
  String plan() {
    return kind + " " + number + " " + fate.plan();
  }

  @Override
  public String toString() {
    return fate.name() + " at " + kind + " " + number;
  }
}
