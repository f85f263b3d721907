package io.atelier.data.table;

/**
 * A column of numbers: one input, the number itself; a missing one is the mean.
 *
 * @param name of the column
 * @param mean of the training part, of the numbers that are there
 * @param marked whether a second input is 1 where the number is missing, else 0: where the training
 *     part lacks some
 */
public record NumberColumn(String name, double mean, boolean marked) {}
