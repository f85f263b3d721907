package io.atelier.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What {@code faults.c} wrote down: how many operations of each kind there were. */
final class Operations {
  private Operations() {}

  /** {@return the number of operations by kind} */
  static Map<Kind, Integer> count(Path trace) throws IOException {
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    for (String line : Files.readAllLines(trace)) {
      String kind = line.substring(0, line.indexOf(' '));
      counts.merge(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), 1, Integer::sum);
    }
    return counts;
  }

  /** {@return the path of an operation; empty if there was none} */
  static String path(Path trace, Fault fault) throws IOException {
    String start = fault.kind() + " " + fault.number() + " ";
    return Files.readAllLines(trace).stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElse("");
  }
}
