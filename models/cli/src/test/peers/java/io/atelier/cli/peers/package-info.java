/**
 * Compares the speed of training with that of peers on the same networks, data and threads. Every
 * side is a main class that runs in a JVM of its own and prints one line of JSON; {@code Peers}
 * takes them in turns. Only the Maven profile {@code peers} compiles it.
 */
package io.atelier.cli.peers;
