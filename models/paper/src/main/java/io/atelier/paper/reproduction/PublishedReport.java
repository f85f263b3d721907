package io.atelier.paper.reproduction;

import io.atelier.data.fashion.FashionMnist;
import io.atelier.lab.page.Part;
import io.atelier.paper.network.PaperNetworks;
import io.atelier.paper.report.DataSection;
import io.atelier.paper.report.ReproductionReport;
import io.atelier.paper.report.ResultsTable;
import io.atelier.paper.result.FinishedSearch;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import io.atelier.paper.result.Sessions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The report of a reproduction, written again as its runs and searches go on. Used by several
 * threads.
 */
final class PublishedReport {
  private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(5);

  private final Paper paper;
  private final ReproductionFolder folder;
  private final FashionMnist data;
  private final Sessions sessions;
  private final List<Part> shown;
  private final Map<String, FinishedSearch> searches;
  private OptionalLong published = OptionalLong.empty();

  /**
   * @param folder whose files are reported
   * @throws IOException if a search's files are damaged
   */
  PublishedReport(Paper paper, ReproductionFolder folder, FashionMnist data, Sessions sessions)
      throws IOException {
    this.paper = paper;
    this.folder = folder;
    this.data = data;
    this.sessions = sessions;
    this.shown =
        DataSection.of(
            new Reproduction.DataSet(data.train(), PaperNetworks.split(data.train().examples())));
    this.searches = folder.searches(paper);
  }

  /** {@return what the folder holds now} */
  synchronized Reproduction read() throws IOException {
    return folder.read(paper, shown, data.test(), searches, sessions.all());
  }

  /** Writes the report. */
  synchronized void publish() throws IOException {
    Reproduction ours = read();
    folder.write(ReproductionReport.of(paper, ours), ResultsTable.of(paper, ours));
    published = OptionalLong.of(System.nanoTime());
  }

  /** Writes the report, unless the last one is younger than five minutes. */
  synchronized void publishIfOld() throws IOException {
    if (published.isEmpty()
        || System.nanoTime() - published.getAsLong() > BETWEEN_REPORTS.toNanos()) {
      publish();
    }
  }

  /** {@return how many trials of a search have ended} */
  synchronized int ended(Paper.Search search) {
    FinishedSearch found = searches.get(search.row());
    return found == null ? 0 : found.ended();
  }

  /** Has a search reported as it stands now; {@return how it stood before, if it was begun} */
  synchronized Optional<FinishedSearch> put(Paper.Search search, FinishedSearch now) {
    return Optional.ofNullable(searches.put(search.row(), now));
  }
}
