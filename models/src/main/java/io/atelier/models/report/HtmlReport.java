package io.atelier.models.report;

import io.atelier.data.LabeledImages;
import io.atelier.engine.training.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
    parts.add(new Paragraph(result(report)));
    if (!run.history().epochs().isEmpty()) {
      parts.add(new Heading(2, "Curves"));
      parts.add(Row.of(chart(run.history(), "loss"), chart(run.history(), "accuracy")));
    }
    if (report.confusionMatrix() != null) {
      parts.add(new Heading(2, "Confusion matrix on the test set"));
      parts.add(
          new Confusion(
              "confusion",
              "How often each actual class (row) was taken for which class (column).",
              report.confusionMatrix(),
              test.classNames()));
    }
    Optional<LabeledImages> images = test.images();
    if (images.isPresent() && report.worstMistakes() != null && !report.worstMistakes().isEmpty()) {
      parts.add(new Heading(2, "Worst mistakes"));
      parts.add(
          Mistakes.figure(
              "mistakes",
              "The test images of the highest loss: their class and what they were taken for.",
              report.worstMistakes(),
              images.get()));
    }
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
                    report.provenance().commit(),
                    report.provenance().started(),
                    Citations.DATA_SET)));
    return new Page(report.model(), parts).html();
  }

  private static String result(Report report) {
    String test =
        report.test() == null
            ? report.epochsRun() == 0
                ? "No epoch was finished."
                : "The training diverged: its weights give no finite loss."
            : String.format(
                Locale.ROOT,
                "Test accuracy **%.4f**, test loss %.4f.",
                report.test().accuracy(),
                report.test().loss());
    return String.format(
        Locale.ROOT,
        "%s%s %,d parameters, %d epochs (%s), seed %d, on %s: %,.0f images/s, %.1f s in all.",
        test,
        weights(report),
        report.parameters(),
        report.epochsRun(),
        report.stopped(),
        report.seed(),
        report.device(),
        report.imagesPerSecond(),
        report.seconds());
  }

  private static String weights(Report report) {
    if (report.weightsOfEpoch() == null) {
      return "";
    }
    String validation =
        report.validation() == null
            ? ""
            : String.format(
                Locale.ROOT,
                ": validation accuracy %.4f, validation loss %.4f",
                report.validation().accuracy(),
                report.validation().loss());
    return String.format(
        Locale.ROOT, " The weights are those of epoch %d%s.", report.weightsOfEpoch(), validation);
  }

  private static Part chart(History history, String quantity) {
    return Figure.drawn(
        "curve-" + quantity,
        "The %s curve over the epochs.".formatted(quantity),
        () -> Charts.curves(history, quantity));
  }
}
