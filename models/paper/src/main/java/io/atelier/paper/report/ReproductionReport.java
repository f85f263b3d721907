package io.atelier.paper.report;

import io.atelier.engine.runtime.ModelSummary;
import io.atelier.lab.config.Presets;
import io.atelier.lab.page.Figure;
import io.atelier.lab.page.Folded;
import io.atelier.lab.page.Heading;
import io.atelier.lab.page.Page;
import io.atelier.lab.page.Paragraph;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.Preformatted;
import io.atelier.lab.page.Table;
import io.atelier.paper.report.Claim.Answer;
import io.atelier.paper.result.FinishedSearch;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The whole paper beside what there is of ours. */
public final class ReproductionReport {
  private ReproductionReport() {}

  /** {@return the report; its HTML, Markdown and pictures are one content} */
  public static Page of(Paper paper, Reproduction ours) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Paragraph(
            "The tables and figures of \"%s\" with our numbers beside the paper's. Where the paper is silent we chose, and say so."
                .formatted(paper.title())));
    if (!ours.remark().isEmpty()) {
      parts.add(new Paragraph("**" + ours.remark() + "**"));
    }
    parts.add(progress(paper, ours));
    parts.addAll(Agreement.of(paper, ours));
    claims(paper, ours, parts);
    parts.add(new Heading(2, "Data (Figs. 1-5)"));
    if (ours.data().isEmpty()) {
      missing(parts);
    }
    parts.addAll(ours.data());
    paper.experiments().forEach(row -> parts.addAll(ExperimentSection.of(paper, ours, row)));
    networks(paper, parts);
    featureMaps(paper, ours, parts);
    paper.searches().forEach(search -> parts.addAll(SearchSection.of(paper, search, ours)));
    parts.add(new Heading(2, "Spread over seeds"));
    parts.add(SpreadTable.of(paper, ours));
    parts.addAll(ProvenanceSection.of(paper, ours));
    return new Page(paper.title() + ", reproduced", parts);
  }

  private static void missing(List<Part> parts) {
    parts.add(new Paragraph("**Not run yet.**"));
  }

  private static Part progress(Paper paper, Reproduction ours) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(Paper.DATA, ours.data().isEmpty() ? "not run" : "done"));
    for (Paper.Experiment experiment : paper.experiments()) {
      List<Paper.Result> wanted = paper.results(experiment.row());
      long done =
          wanted.stream()
              .filter(result -> ours.first(experiment.row(), result.model()).isPresent())
              .count();
      rows.add(
          List.of(
              experiment.row(), done == 0 ? "not run" : "%s of %s".formatted(done, wanted.size())));
    }
    rows.add(List.of(Paper.FEATURE_MAPS, ours.featureMaps().isPresent() ? "done" : "not run"));
    for (Paper.Search search : paper.searches()) {
      FinishedSearch found = ours.searches().get(search.row());
      rows.add(
          List.of(
              search.row(),
              found == null
                  ? "not run"
                  : "%s of %s trials%s"
                      .formatted(
                          found.ended(),
                          Math.max(search.planned(), found.settings().trials()),
                          found.failed() == 0 ? "" : ", %s failed".formatted(found.failed()))));
    }
    rows.add(List.of("other seeds", "%s trainings".formatted(ours.ofOtherSeeds(paper))));
    return new Table(List.of("row", "finished"), rows);
  }

  private static void claims(Paper paper, Reproduction ours, List<Part> parts) {
    parts.add(new Heading(2, "The paper's claims"));
    for (Claim claim : Claims.of(paper, ours)) {
      parts.add(new Heading(3, claim.text()));
      parts.add(new Paragraph("**%s.** %s".formatted(answer(claim, ours), claim.because())));
      parts.add(new Paragraph("Criterion: " + claim.criterion()));
      if (!claim.evidence().rows().isEmpty()) {
        parts.add(claim.evidence());
      }
    }
  }

  private static String answer(Claim claim, Reproduction ours) {
    if (!ours.remark().isEmpty()) {
      return "Open, as these are not the paper's settings";
    }
    Answer answer = claim.answer();
    return answer == Answer.OPEN
        ? "Open, as trainings are missing"
        : answer.name().charAt(0) + answer.name().substring(1).toLowerCase(Locale.ROOT);
  }

  private static void networks(Paper paper, List<Part> parts) {
    parts.add(new Heading(2, "Networks (%s)".formatted(paper.summary().figure())));
    parts.add(
        new Paragraph(
            "The paper prints the summary of one, %s. The rescaling layer is ours: pixels are divided by 255 in the network."
                .formatted(paper.summary().model())));
    parts.add(summary(paper.summary().model()));
    paper.results().stream()
        .map(Paper.Result::model)
        .distinct()
        .filter(model -> !model.endsWith(Claims.HE) && !model.equals(paper.summary().model()))
        .forEach(model -> parts.add(new Folded(model, summary(model))));
  }

  private static Part summary(String model) {
    return new Preformatted(ModelSummary.of(Presets.named(model).model()).text(true, false));
  }

  private static void featureMaps(Paper paper, Reproduction ours, List<Part> parts) {
    parts.add(new Heading(2, "Feature maps (%s)".formatted(paper.featureMaps().figure())));
    ours.featureMaps()
        .ifPresentOrElse(
            maps ->
                parts.add(
                    new Figure(
                        Paper.FEATURE_MAPS,
                        "What the first convolution of %s (chosen) makes of the first training image: a picture a filter, each from black (its smallest value) to white (its largest)."
                            .formatted(paper.featureMaps().model()),
                        maps)),
            () -> missing(parts));
  }
}
