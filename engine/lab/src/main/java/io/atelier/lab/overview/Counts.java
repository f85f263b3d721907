package io.atelier.lab.overview;

import io.atelier.data.summary.DataSummary;
import io.atelier.data.summary.PartSummary;
import io.atelier.lab.page.Numbers;
import io.atelier.lab.page.Table;
import java.util.ArrayList;
import java.util.List;

/** How many examples each part has, of each class where there are classes. */
final class Counts {
  private Counts() {}

  static Table of(DataSummary summary) {
    var header = new ArrayList<String>();
    var rows = new ArrayList<List<String>>();
    if (summary.classNames().isEmpty()) {
      for (PartSummary part : summary.parts()) {
        rows.add(List.of(part.name(), Numbers.count(part.size())));
      }
      return new Table(List.of("part", "examples"), rows);
    }
    header.addAll(List.of("", "class"));
    summary.parts().forEach(part -> header.add(part.name()));
    for (int label = 0; label < summary.classNames().size(); label++) {
      rows.add(row(String.valueOf(label), summary.classNames().get(label), summary, label));
    }
    rows.add(row("", "all examples", summary, -1));
    return new Table(header, rows);
  }

  private static List<String> row(String number, String name, DataSummary summary, int label) {
    var row = new ArrayList<>(List.of(number, name));
    for (PartSummary part : summary.parts()) {
      row.add(Numbers.count(label < 0 ? part.size() : part.perClass().get(label)));
    }
    return row;
  }
}
