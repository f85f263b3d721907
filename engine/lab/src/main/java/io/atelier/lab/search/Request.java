package io.atelier.lab.search;

/**
 * What a worker is asked.
 *
 * @param trial number of the trial
 * @param epochs to train it at most, or 0 to test and export it
 */
public record Request(int trial, int epochs) {}
