/**
 * The command line: one class a command. Results go to standard output, everything else to standard
 * error; exit code 2 is for wrong usage (flags, settings), 1 for a failure, 130 for Ctrl-C, and
 * {@code doctor} has 3 for a machine without a GPU that can be used.
 */
package io.atelier.cli;
