package io.atelier.paper.report;

import io.atelier.lab.page.Numbers;
import io.atelier.lab.page.Paragraph;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.Table;
import io.atelier.lab.report.FinishedRun;
import io.atelier.lab.report.Report.TestScores;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An experiment's table, paper | ours | difference, and what is to be said about it. */
final class ResultTable {
  private static final List<String> HEADER =
      List.of(
          "model",
          "parameters: paper",
          "parameters: ours",
          "test accuracy: paper",
          "test accuracy: ours",
          "test accuracy: difference",
          "test loss: paper",
          "test loss: ours",
          "test loss: difference",
          "epochs");

  private ResultTable() {}

  static List<Part> of(Paper paper, Reproduction ours, String row) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Table(
            HEADER,
            paper.results(row).stream()
                .map(result -> cells(result, ours.first(row, result.model())))
                .toList()));
    String missing =
        paper.results(row).stream()
            .map(Paper.Result::model)
            .filter(model -> ours.first(row, model).isEmpty())
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      parts.add(new Paragraph("**Not run yet:** " + missing + "."));
    }
    paper.results(row).forEach(result -> explanation(paper, ours, result).ifPresent(parts::add));
    return parts;
  }

  private static List<String> cells(Paper.Result paper, Optional<FinishedRun> run) {
    List<String> cells = new ArrayList<>(List.of(paper.model(), Numbers.count(paper.parameters())));
    if (run.isEmpty()) {
      cells.addAll(
          List.of(
              "not run",
              Numbers.accuracy(paper.accuracy()),
              "not run",
              "",
              Numbers.loss(paper.loss()),
              "not run",
              "",
              ""));
      return cells;
    }
    TestScores test = run.get().report().test();
    cells.addAll(
        List.of(
            Numbers.count(run.get().report().parameters()),
            Numbers.accuracy(paper.accuracy()),
            Numbers.accuracy(test.accuracy()),
            Numbers.difference(test.accuracy() - paper.accuracy()),
            Numbers.loss(paper.loss()),
            Numbers.loss(test.loss()),
            Numbers.difference(test.loss() - paper.loss()),
            Integer.toString(run.get().report().epochsRun())));
    return cells;
  }

  private static Optional<Part> explanation(Paper paper, Reproduction ours, Paper.Result result) {
    List<FinishedRun> runs = ours.of(result.row(), result.model());
    if (!ours.isFar(paper, result)) {
      return Optional.empty();
    }
    double difference = runs.get(0).report().test().accuracy() - result.accuracy();
    Spread spread = Spread.of(runs);
    String seeds =
        spread.seeds() < 3
            ? "with %s seed%s it cannot be told from chance; run at least 3"
                .formatted(spread.seeds(), spread.seeds() == 1 ? "" : "s")
            : "over %s seeds ours lie between %s and %s, and the paper's is %s"
                .formatted(
                    spread.seeds(),
                    Numbers.accuracy(spread.smallest()),
                    Numbers.accuracy(spread.largest()),
                    spread.holds(result.accuracy()) ? "within that range" : "outside that range");
    return Optional.of(
        new Paragraph(
            "**%s** differs from the paper by %s, more than %s: %s."
                .formatted(
                    result.model(), Numbers.difference(difference), paper.tolerance(), seeds)));
  }
}
