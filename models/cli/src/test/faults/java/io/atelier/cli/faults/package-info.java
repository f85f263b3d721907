/**
 * Kills trainings, searches and reproductions at chosen file operations, makes others of their file
 * operations fail, and checks that what is resumed afterwards ends as if nothing had happened:
 * {@code mvn -Pfaults verify}. The program is used as a person uses it, by its launcher and its
 * files; a library in C, {@code faults.c}, stands between it and the system.
 */
package io.atelier.cli.faults;
