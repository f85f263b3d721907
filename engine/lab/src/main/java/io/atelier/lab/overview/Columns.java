package io.atelier.lab.overview;

import io.atelier.data.summary.DataSummary;
import io.atelier.data.summary.NumberSummary;
import io.atelier.data.table.CategoryColumn;
import io.atelier.data.table.NumberColumn;
import io.atelier.data.table.TableEncoding;
import io.atelier.lab.page.Heading;
import io.atelier.lab.page.Numbers;
import io.atelier.lab.page.Paragraph;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.Table;
import java.util.ArrayList;
import java.util.List;

/** The numbers of each channel or column of the training part, and of what is predicted. */
final class Columns {
  private static final int MOST = 100;
  private static final List<String> MEASURES = List.of("mean", "deviation", "smallest", "largest");

  private Columns() {}

  /** {@return the channels or columns of inputs as they are} */
  static List<Part> of(DataSummary summary) {
    var parts = new ArrayList<Part>();
    boolean finite = summary.inputs().stream().allMatch(column -> column.notFinite() == 0);
    var rows = new ArrayList<List<String>>();
    for (NumberSummary column : summary.inputs()) {
      List<String> row = row(column.name(), column, 1);
      rows.add(finite ? row : with(row, Numbers.count(column.notFinite())));
    }
    List<String> header = header(summary.exampleShape().size() > 1 ? "channel" : "column");
    add(parts, "Inputs to train on", finite ? header : with(header, "NaN or infinite"), rows);
    addTargets(parts, summary, "");
    return parts;
  }

  /** {@return the columns of a table, as they were before they became inputs} */
  static List<Part> of(TableEncoding encoding, DataSummary summary) {
    int examples = summary.parts().get(0).size();
    var numbers = new ArrayList<List<String>>();
    var categories = new ArrayList<List<String>>();
    int input = 0;
    for (NumberColumn column : encoding.numbers()) {
      NumberSummary measured = summary.inputs().get(input++);
      long missing = column.marked() ? ones(summary.inputs().get(input++), examples) : 0;
      // Missing numbers became the mean, which is no deviation.
      double there = Math.sqrt((double) examples / Math.max(1, examples - missing));
      numbers.add(with(row(column.name(), measured, there), Numbers.count(missing)));
    }
    for (CategoryColumn column : encoding.categories()) {
      int width = column.categories().size();
      categories.add(category(column, summary.inputs().subList(input, input + width), examples));
      input += width;
    }
    var parts = new ArrayList<Part>();
    add(parts, "Columns of numbers to train on", with(header("column"), "missing"), numbers);
    add(
        parts,
        "Columns of categories to train on",
        List.of("column", "categories", "most frequent", "examples", "missing"),
        categories);
    addTargets(parts, summary, encoding.target());
    return parts;
  }

  private static List<String> category(
      CategoryColumn column, List<NumberSummary> inputs, int examples) {
    int frequent = 0;
    long found = 0;
    for (int i = 0; i < inputs.size(); i++) {
      found += ones(inputs.get(i), examples);
      frequent = inputs.get(i).mean() > inputs.get(frequent).mean() ? i : frequent;
    }
    return List.of(
        column.name(),
        Numbers.count(inputs.size()),
        column.categories().get(frequent),
        Numbers.count(ones(inputs.get(frequent), examples)),
        Numbers.count(examples - found));
  }

  /** {@return how often an input of 0 and 1 is 1} */
  private static long ones(NumberSummary input, int examples) {
    return Math.round(input.mean() * examples);
  }

  private static void addTargets(List<Part> parts, DataSummary summary, String name) {
    var rows = new ArrayList<List<String>>();
    for (NumberSummary target : summary.targets()) {
      rows.add(row(name.isEmpty() ? target.name() : name, target, 1));
    }
    add(parts, "What is to be predicted", header("target"), rows);
  }

  private static void add(
      List<Part> parts, String heading, List<String> header, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    parts.add(new Heading(2, heading));
    parts.add(new Table(header, rows.subList(0, Math.min(MOST, rows.size()))));
    if (rows.size() > MOST) {
      parts.add(new Paragraph("And " + Numbers.count(rows.size() - MOST) + " more."));
    }
  }

  private static List<String> header(String first) {
    var header = new ArrayList<>(List.of(first));
    header.addAll(MEASURES);
    return header;
  }

  private static List<String> row(String name, NumberSummary column, double times) {
    return List.of(
        name,
        Numbers.measured(column.mean()),
        Numbers.measured(column.deviation() * times),
        Numbers.measured(column.smallest()),
        Numbers.measured(column.largest()));
  }

  private static List<String> with(List<String> cells, String last) {
    var more = new ArrayList<>(cells);
    more.add(last);
    return more;
  }
}
