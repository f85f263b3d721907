package io.atelier.paper.report;

import io.atelier.lab.page.Numbers;
import io.atelier.lab.page.Paragraph;
import io.atelier.lab.page.Part;
import io.atelier.lab.report.FinishedRun;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How near the paper ours are, in two sentences. */
final class Agreement {
  private Agreement() {}

  /**
   * A training beside the paper's.
   *
   * @param accuracy ours less the paper's, on the test set
   * @param loss ours less the paper's, on the test set
   */
  private record Pair(Paper.Result paper, double accuracy, double loss) {
    static Pair of(Paper.Result paper, FinishedRun run) {
      var test = run.report().test();
      return new Pair(paper, test.accuracy() - paper.accuracy(), test.loss() - paper.loss());
    }
  }

  static List<Part> of(Paper paper, Reproduction ours) {
    List<Pair> pairs =
        paper.results().stream()
            .flatMap(
                result ->
                    ours.first(result.row(), result.model()).stream()
                        .map(run -> Pair.of(result, run)))
            .toList();
    if (pairs.isEmpty()) {
      return List.of();
    }
    long near = pairs.stream().filter(pair -> !ours.isFar(paper, pair.paper())).count();
    return List.of(
        new Paragraph(
            "**The test accuracy of %s of %s networks is within %s of the paper's.** Test accuracy: %s. Test loss: %s; it grows with every sure mistake of an overfitted network, and so differs more."
                .formatted(
                    near,
                    pairs.size(),
                    paper.tolerance(),
                    inWords(pairs, Pair::accuracy),
                    inWords(pairs, Pair::loss))));
  }

  private static String inWords(List<Pair> pairs, ToDoubleFunction<Pair> difference) {
    Pair farthest =
        pairs.stream()
            .max(Comparator.comparingDouble(pair -> Math.abs(difference.applyAsDouble(pair))))
            .orElseThrow();
    return "ours less the paper's is %s on average, farthest %s (%s, %s)"
        .formatted(
            Numbers.difference(pairs.stream().mapToDouble(difference).average().orElseThrow()),
            Numbers.difference(difference.applyAsDouble(farthest)),
            farthest.paper().row(),
            farthest.paper().model());
  }
}
