package io.atelier.data;

/**
 * Examples in two parts.
 *
 * @param train the part to learn from
 * @param heldOut the part kept back to validate or test on
 */
public record Split(Examples train, Examples heldOut) {}
