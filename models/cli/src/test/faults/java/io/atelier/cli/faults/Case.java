package io.atelier.cli.faults;

/**
 * One test.
 *
 * @param number from 1
 * @param job that the fault befalls
 * @param fault that befalls it
 * @param again a fault that befalls the resumed job; null for none
 */
record Case(int number, Job job, Fault fault, Fault again) {
  @Override
  public String toString() {
    return "case %d: %s, %s%s"
        .formatted(number, job.name(), fault, again == null ? "" : ", then " + again);
  }
}
