package io.atelier.cli.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Outcomes in columns of text: a line for each command, kind of operation and fault. */
final class Table {
  private static final String ROW = "%-10s  %-9s  %-22s  %5s  %4s%n";

  private Table() {}

  /** {@return the table, what did not hold, and how many of all held} */
  static String of(List<Outcome> outcomes) {
    Map<List<String>, List<Outcome>> rows = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      Fault fault = outcome.tried().fault();
      String command = outcome.tried().job().command().name().toLowerCase(Locale.ROOT);
      rows.computeIfAbsent(
              List.of(command, fault.kind().toString(), fault.fate().name()),
              row -> new ArrayList<>())
          .add(outcome);
    }
    StringBuilder text = new StringBuilder();
    text.append(ROW.formatted("command", "operation", "fault", "cases", "held"));
    rows.forEach(
        (row, cases) ->
            text.append(
                ROW.formatted(row.get(0), row.get(1), row.get(2), cases.size(), held(cases))));
    outcomes.stream()
        .filter(outcome -> !outcome.held())
        .forEach(outcome -> text.append(outcome.details()).append("\n"));
    return text.append("%d of %d".formatted(held(outcomes), outcomes.size())).toString();
  }

  private static long held(List<Outcome> outcomes) {
    return outcomes.stream().filter(Outcome::held).count();
  }
}
