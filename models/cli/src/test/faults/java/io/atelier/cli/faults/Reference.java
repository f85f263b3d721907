package io.atelier.cli.faults;

import java.util.Map;

/**
 * A job that nothing befell.
 *
 * @param job that was done
 * @param snapshot of its folder
 * @param operations of each kind that it took
 */
record Reference(Job job, Snapshot snapshot, Map<Kind, Integer> operations) {}
