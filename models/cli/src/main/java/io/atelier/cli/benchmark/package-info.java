/**
 * Speed and memory of the paper's networks. {@link io.atelier.cli.benchmark.Benchmark} measures one
 * case in the JVM it is called in; {@link io.atelier.cli.benchmark.ChildJvm} gives every case a JVM
 * of its own, because the peak of a process' memory never falls.
 */
package io.atelier.cli.benchmark;
