package io.atelier.paper.report;

import io.atelier.engine.training.History;
import io.atelier.lab.page.Charts;
import io.atelier.lab.page.Figure;
import io.atelier.lab.page.Heading;
import io.atelier.lab.page.Numbers;
import io.atelier.lab.page.Paragraph;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.SideBySide;
import io.atelier.lab.report.Confusion;
import io.atelier.lab.report.FinishedRun;
import io.atelier.lab.report.Mistakes;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An experiment: its table, curves a size, confusion matrices and worst mistakes. */
final class ExperimentSection {
  private static final int MISTAKES = 10;

  private final Paper paper;
  private final Reproduction ours;
  private final Paper.Experiment experiment;

  private ExperimentSection(Paper paper, Reproduction ours, Paper.Experiment experiment) {
    this.paper = paper;
    this.ours = ours;
    this.experiment = experiment;
  }

  static List<Part> of(Paper paper, Reproduction ours, Paper.Experiment experiment) {
    return new ExperimentSection(paper, ours, experiment).parts();
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    parts.add(new Heading(2, experiment.title()));
    parts.add(new Paragraph(experiment.settings()));
    if (!experiment.note().isEmpty()) {
      parts.add(new Paragraph("**" + experiment.note() + "**"));
    }
    parts.add(new Heading(3, heading("Results", experiment.table())));
    parts.addAll(ResultTable.of(paper, ours, experiment.row()));
    List<FinishedRun> runs = finished();
    if (runs.isEmpty()) {
      return parts;
    }
    parts.add(new Heading(3, heading("Curves", experiment.curves())));
    parts.add(new Paragraph("Drawn through: training; dashed: validation."));
    bySize().forEach((size, histories) -> parts.add(curves(size, histories)));
    parts.add(new Heading(3, heading("Confusion matrices", experiment.confusion())));
    parts.add(new SideBySide(runs.stream().map(this::confusion).toList()));
    worstMistakes(runs).ifPresent(parts::addAll);
    return parts;
  }

  /** Its title too: headings are what links name. */
  private String heading(String what, String figures) {
    return "%s of the %s (%s)".formatted(what, experiment.title(), figures);
  }

  private List<FinishedRun> finished() {
    return paper.results(experiment.row()).stream()
        .flatMap(result -> ours.first(experiment.row(), result.model()).stream())
        .toList();
  }

  private Map<String, Map<String, History>> bySize() {
    Map<String, Map<String, History>> sizes = new LinkedHashMap<>();
    for (Paper.Result result : paper.results(experiment.row())) {
      ours.first(experiment.row(), result.model())
          .ifPresent(
              run ->
                  sizes
                      .computeIfAbsent(result.size(), size -> new LinkedHashMap<>())
                      .put(shortName(result.model()), run.history()));
    }
    return sizes;
  }

  /** {@code mlp-small-64-he} is {@code 64-he} in the legend of the small ones. */
  private static String shortName(String model) {
    return model.split("-", 3)[2];
  }

  private Part curves(String size, Map<String, History> histories) {
    return SideBySide.of(curves(size, histories, "loss"), curves(size, histories, "accuracy"));
  }

  private Part curves(String size, Map<String, History> histories, String quantity) {
    return Figure.drawn(
        "%s-%s-%s".formatted(experiment.row(), size, quantity),
        "%s, %s: %s over the epochs.".formatted(experiment.title(), size, quantity),
        () -> Charts.curves(histories, quantity));
  }

  private Part confusion(FinishedRun run) {
    return new Confusion(
        "%s-%s-confusion".formatted(experiment.row(), run.report().model()),
        "%s: actual classes in rows, predicted ones in columns; test accuracy %s."
            .formatted(run.report().model(), Numbers.accuracy(run.report().test().accuracy())),
        run.report().confusionMatrix(),
        ours.test().classNames());
  }

  private Optional<List<Part>> worstMistakes(List<FinishedRun> runs) {
    return runs.stream()
        .filter(
            run -> run.report().worstMistakes() != null && !run.report().worstMistakes().isEmpty())
        .max(Comparator.comparingDouble(run -> run.report().test().accuracy()))
        .map(
            best ->
                List.of(
                    new Heading(3, "Worst mistakes of the " + experiment.title()),
                    Mistakes.figure(
                        experiment.row() + "-mistakes",
                        "%s has the best test accuracy here; these are its test images of the highest loss: their class, and what they were taken for."
                            .formatted(best.report().model()),
                        best.report().worstMistakes().stream().limit(MISTAKES).toList(),
                        ours.test().images(),
                        ours.test().classNames())));
  }
}
