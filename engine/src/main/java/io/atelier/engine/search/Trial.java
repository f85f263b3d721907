package io.atelier.engine.search;

/**
 * A combination that is tried.
 *
 * @param number from 1, in the order of the strategy
 * @param combination its settings
 */
public record Trial(int number, Combination combination) {}
