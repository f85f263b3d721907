package io.atelier.lab.report;

import io.atelier.engine.training.History;
import io.atelier.lab.page.Charts;
import io.atelier.lab.page.Figure;
import io.atelier.lab.page.Heading;
import io.atelier.lab.page.Page;
import io.atelier.lab.page.Paragraph;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.Preformatted;
import io.atelier.lab.page.SideBySide;
import io.atelier.lab.page.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A run as one page that opens from disk and loads nothing. */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * {@return the page}
   *
   * @param test what it was tested on
   */
  public static String of(FinishedRun run, TestSet test) {
    Report report = run.report();
    List<Part> parts = new ArrayList<>();
    parts.add(new Paragraph(result(report, test.pictures().isPresent())));
    if (!run.history().epochs().isEmpty()) {
      parts.add(new Heading(2, "Curves"));
      parts.add(new SideBySide(curves(run.history())));
    }
    parts.addAll(FindingsSection.of(report, test));
    parts.add(new Heading(2, "Network"));
    parts.add(new Preformatted(run.summary()));
    parts.add(new Heading(2, "Settings"));
    parts.add(Table.of(run.settings()));
    parts.add(new Heading(2, "Made by"));
    parts.add(Table.of(report.provenance().versions()));
    parts.add(
        new Paragraph(
            "Sources at commit %s, started %s. %s"
                .formatted(
                    report.provenance().commit(), report.provenance().started(), test.citation())
                .strip()));
    return new Page(report.model(), parts).html();
  }

  private static String result(Report report, boolean pictures) {
    String test =
        report.test() == null
            ? report.epochsRun() == 0
                ? "No epoch was finished."
                : "The training diverged: its weights give no finite loss."
            : ScoresInWords.capital(ScoresInWords.bold("test", report.test())) + ".";
    return String.format(
        Locale.ROOT,
        "%s%s %,d parameters, %d epochs (%s), seed %d, on %s: %,.0f %s/s, %.1f s in all.",
        test,
        weights(report),
        report.parameters(),
        report.epochsRun(),
        report.stopped(),
        report.seed(),
        report.device(),
        report.imagesPerSecond(),
        pictures ? "images" : "examples",
        report.seconds());
  }

  private static String weights(Report report) {
    if (report.weightsOfEpoch() == null) {
      return "";
    }
    String validation =
        report.validation() == null
            ? ""
            : ": " + ScoresInWords.of("validation", report.validation());
    return String.format(
        Locale.ROOT, " The weights are those of epoch %d%s.", report.weightsOfEpoch(), validation);
  }

  private static List<Part> curves(History history) {
    return Stream.concat(
            Stream.of("loss"), history.epochs().get(0).training().metrics().keySet().stream())
        .map(quantity -> chart(history, quantity))
        .toList();
  }

  private static Part chart(History history, String quantity) {
    return Figure.drawn(
        "curve-" + quantity,
        "The %s curve over the epochs.".formatted(ScoresInWords.name(quantity)),
        () -> Charts.curves(history, quantity));
  }
}
