/**
 * Tables of numbers and categories as CSV files hold them, and how their rows become the inputs of
 * a model. {@link io.atelier.data.table.TableEncoding} is learned from the rows to train on: a
 * missing number becomes the mean, and a second input says that it was missing; a category becomes
 * an input of its own. Files are read row by row, several times, instead of being held in memory as
 * text.
 */
package io.atelier.data.table;
