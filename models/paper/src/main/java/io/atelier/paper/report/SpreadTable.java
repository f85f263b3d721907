package io.atelier.paper.report;

import io.atelier.lab.page.Numbers;
import io.atelier.lab.page.Paragraph;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.Table;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import java.util.ArrayList;
import java.util.List;

/** The spread over seeds, of every size and model that was trained with more than one. */
final class SpreadTable {
  private SpreadTable() {}

  static Part of(Paper paper, Reproduction ours) {
    List<List<String>> rows = new ArrayList<>();
    for (Paper.Result result : paper.results()) {
      var runs = ours.of(result.row(), result.model());
      if (runs.isEmpty()) {
        continue;
      }
      Spread spread = Spread.of(runs);
      if (spread.seeds() > 1) {
        rows.add(
            List.of(
                result.row(),
                result.size(),
                result.model(),
                Long.toString(spread.seeds()),
                Numbers.accuracy(spread.mean()),
                Numbers.accuracy(spread.deviation()),
                Numbers.accuracy(spread.smallest()),
                Numbers.accuracy(spread.largest()),
                Numbers.accuracy(result.accuracy())));
      }
    }
    return rows.isEmpty()
        ? new Paragraph("No model was trained with more than one seed yet.")
        : new Table(
            List.of(
                "row",
                "size",
                "model",
                "seeds",
                "mean test accuracy",
                "standard deviation",
                "smallest",
                "largest",
                "paper"),
            rows);
  }
}
