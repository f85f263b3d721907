/**
 * Processes that work for this one and end with it, and how the user interrupts either: what both
 * searches and reproductions start trainings with.
 */
package io.atelier.lab.process;
