/**
 * The numbers a model learns from, and how they are cut and ordered: {@link io.atelier.data.Values}
 * hold them row-major with the examples first, {@link io.atelier.data.Examples} pair inputs with
 * targets. Arrays are held, never copied, until rows are selected, so a data set exists once in
 * memory; one that is larger than the memory stays in a file ({@link
 * io.atelier.data.MappedValues}). Everything random draws from one generator that is specified
 * here, not by the JDK, so that a seed means the same order on every machine and Java version.
 */
package io.atelier.data;
