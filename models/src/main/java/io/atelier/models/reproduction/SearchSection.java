package io.atelier.models.reproduction;

import io.atelier.models.report.Heading;
import io.atelier.models.report.Numbers;
import io.atelier.models.report.Paragraph;
import io.atelier.models.report.Part;
import io.atelier.models.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A search: the paper's best trials and ours. */
final class SearchSection {
  private static final int SHOWN = 5;

  private SearchSection() {}

  static List<Part> of(Paper.Search paper, Reproduction ours) {
    FinishedSearch found = ours.searches().get(paper.row());
    List<Part> parts = new ArrayList<>();
    parts.add(new Heading(2, paper.title() + " (" + paper.figures() + ")"));
    parts.add(new Paragraph(paper.settings()));
    if (found == null) {
      parts.add(new Paragraph("**Not run yet.**"));
    } else {
      parts.add(
          new Paragraph(
              "%d of the paper's %d trials were run to their end, %d failed or diverged."
                  .formatted(found.trials().size(), found.planned(), found.failed())));
      parts.add(best(paper, found));
      parts.add(new Heading(3, "Our best trials: " + paper.title()));
      parts.add(trials(found.best(SHOWN)));
    }
    parts.add(new Heading(3, "The paper's best trials: " + paper.title()));
    parts.add(trials(paper.trials()));
    return parts;
  }

  private static Part best(Paper.Search paper, FinishedSearch found) {
    List<List<String>> rows = new ArrayList<>();
    found
        .testAccuracy()
        .ifPresentOrElse(
            accuracy ->
                rows.add(
                    compared("test accuracy of the best trial", paper.testAccuracy(), accuracy)),
            () ->
                rows.add(
                    List.of(
                        "test accuracy of the best trial",
                        Numbers.accuracy(paper.testAccuracy()),
                        "not evaluated",
                        "")));
    found.best(1).stream()
        .findFirst()
        .ifPresent(
            trial ->
                rows.add(
                    compared(
                        "val_accuracy of the best trial",
                        paper.trials().get(0).valAccuracy(),
                        trial.valAccuracy())));
    return new Table(List.of("", "paper", "ours", "difference"), rows);
  }

  private static List<String> compared(String what, double paper, double ours) {
    return List.of(
        what, Numbers.accuracy(paper), Numbers.accuracy(ours), Numbers.difference(ours - paper));
  }

  private static Table trials(List<Trial> trials) {
    Set<String> names = new LinkedHashSet<>();
    trials.forEach(trial -> names.addAll(trial.parameters().keySet()));
    List<String> header = new ArrayList<>(List.of("trial"));
    header.addAll(names);
    header.addAll(
        List.of("val_accuracy", "val_loss", "accuracy", "loss", "round_epochs", "seconds"));
    return new Table(header, trials.stream().map(trial -> row(trial, names)).toList());
  }

  private static List<String> row(Trial trial, Set<String> names) {
    List<String> cells = new ArrayList<>(List.of(Integer.toString(trial.number())));
    names.forEach(name -> cells.add(trial.parameters().getOrDefault(name, "")));
    cells.addAll(
        List.of(
            Numbers.loss(trial.valAccuracy()),
            Numbers.loss(trial.valLoss()),
            Numbers.loss(trial.accuracy()),
            Numbers.loss(trial.loss()),
            Integer.toString(trial.epochs()),
            Numbers.seconds(trial.seconds())));
    return cells;
  }
}
