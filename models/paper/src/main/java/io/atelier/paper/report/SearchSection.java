package io.atelier.paper.report;

import io.atelier.engine.search.Analysis;
import io.atelier.engine.training.Monitor;
import io.atelier.lab.page.Heading;
import io.atelier.lab.page.Numbers;
import io.atelier.lab.page.Paragraph;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.Table;
import io.atelier.lab.search.AnalysisParts;
import io.atelier.paper.result.FinishedSearch;
import io.atelier.paper.result.FinishedTrial;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A search: the paper's best trials, ours with the same settings, and our best. */
final class SearchSection {
  private static final int SHOWN = 5;
  private static final List<String> SCORES =
      List.of("val_accuracy", "val_loss", "accuracy", "loss", "round_epochs", "seconds");

  private SearchSection() {}

  static List<Part> of(Paper paper, Paper.Search search, Reproduction ours) {
    Optional<FinishedSearch> found =
        Optional.ofNullable(ours.searches().get(search.row())).filter(it -> it.ended() > 0);
    List<Part> parts = new ArrayList<>();
    parts.add(new Heading(2, search.title() + " (" + search.figures() + ")"));
    parts.add(new Paragraph(search.settings()));
    found.ifPresentOrElse(
        it -> {
          parts.add(new Paragraph(counts(search, it)));
          parts.add(best(search, it));
        },
        () -> parts.add(new Paragraph("**Not run yet.**")));
    parts.add(new Heading(3, "The paper's best trials: " + search.title()));
    parts.add(papers(search.trials(), found));
    found.flatMap(it -> doubt(paper, search, it)).ifPresent(parts::add);
    found
        .filter(it -> !it.trials().isEmpty())
        .ifPresent(
            it -> {
              parts.add(new Heading(3, "Our best trials: " + search.title()));
              parts.add(ours(it.best(SHOWN)));
              Analysis analysis = Analysis.of(it.tried(), Monitor.of("val_accuracy"));
              parts.addAll(AnalysisParts.of(3, search.row(), analysis, it.tried()));
            });
    return parts;
  }

  private static String counts(Paper.Search search, FinishedSearch found) {
    long twins = found.trials().size() - found.different();
    return "%s trials were run to their end%s, %s failed or diverged; the paper ran %s. Which combinations it drew is not known; ours were drawn with seed %s."
        .formatted(
            found.trials().size(),
            twins == 0 ? "" : " (%s of them twins of others)".formatted(twins),
            found.failed(),
            search.planned(),
            found.settings().seed());
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

  private static Table papers(List<FinishedTrial> trials, Optional<FinishedSearch> found) {
    Set<String> names = names(trials);
    List<String> header = header(names);
    header.addAll(
        List.of("ours with the same settings: trial", "val_accuracy: ours", "difference"));
    List<List<String>> rows = new ArrayList<>();
    for (FinishedTrial trial : trials) {
      List<String> cells = row(trial, names);
      cells.addAll(
          found
              .flatMap(it -> it.like(trial))
              .map(
                  ours ->
                      List.of(
                          Integer.toString(ours.number()),
                          Numbers.loss(ours.valAccuracy()),
                          Numbers.difference(ours.valAccuracy() - trial.valAccuracy())))
              .orElse(List.of("not run", "", "")));
      rows.add(cells);
    }
    return new Table(header, rows);
  }

  private static Optional<Part> doubt(Paper paper, Paper.Search search, FinishedSearch found) {
    String far =
        search.trials().stream()
            .filter(
                trial ->
                    found
                        .like(trial)
                        .filter(ours -> paper.isFar(ours.valAccuracy(), trial.valAccuracy()))
                        .isPresent())
            .map(trial -> Integer.toString(trial.number()))
            .collect(Collectors.joining(", "));
    return far.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Paragraph(
                "**The paper's trial %s differs from ours with the same settings by more than %s.** It does not say which optimizer its search used; Adam at the trial's constant rate, chosen here, does not give its numbers."
                    .formatted(far, paper.tolerance())));
  }

  private static Table ours(List<FinishedTrial> trials) {
    Set<String> names = names(trials);
    return new Table(header(names), trials.stream().map(trial -> row(trial, names)).toList());
  }

  private static Set<String> names(List<FinishedTrial> trials) {
    Set<String> names = new LinkedHashSet<>();
    trials.forEach(trial -> names.addAll(trial.parameters().keySet()));
    return names;
  }

  private static List<String> header(Set<String> names) {
    List<String> header = new ArrayList<>(List.of("trial"));
    header.addAll(names);
    header.addAll(SCORES);
    return header;
  }

  private static List<String> row(FinishedTrial trial, Set<String> names) {
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
