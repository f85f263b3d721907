package io.atelier.lab.search;

import io.atelier.engine.search.Trial;
import io.atelier.engine.search.TrialResult;
import io.atelier.engine.search.TrialRunner;
import io.atelier.lab.config.FittedTraining;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.report.Report;
import io.atelier.lab.run.Run;
import io.atelier.lab.run.RunFolder;
import io.atelier.lab.timing.Timings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Trains the trials of a search in this process, each a run in a folder of its own. */
public final class Trials implements TrialRunner {
  private final SearchFolder folder;
  private final SearchSettings settings;
  private final LoadedData data;
  private RunData examples;
  private List<?> shown = List.of();

  /** Of a search's folder, on its data. */
  public Trials(SearchFolder folder, SearchSettings settings, LoadedData data) {
    this.folder = folder;
    this.settings = settings;
    this.data = data;
  }

  @Override
  public Optional<TrialResult> run(Trial trial, int epochs) throws IOException {
    Run run = of(trial);
    Files.createDirectories(folder.file("trials"));
    int most = Math.min(epochs, run.config().training().epochs());
    return Optional.of(TrialResult.of(run.fit(examples(run.config()), most)));
  }

  /**
   * {@return the report of a finished trial, which is tested and exported for it}
   *
   * <p>If only the journal knows of the trial any more, it is trained again.
   */
  public Report finish(Trial trial) throws IOException {
    Run run = of(trial);
    if (!RunFolder.begun(run.path())) {
      run(trial, settings.epochs());
    }
    return run.resume();
  }

  private Run of(Trial trial) {
    RunConfig given = settings.config(trial.combination(), data.set());
    RunConfig config = given.with(FittedTraining.taking(data.set(), given.model()));
    Path path = folder.trial(trial.number());
    return new Run(config, data, path, List.of(), () -> false, Timings.sinceNow());
  }

  /** Most trials have the same examples in the same shape as the one before. */
  private RunData examples(RunConfig config) {
    List<?> wanted =
        List.of(config.data(), config.model().isChain() ? config.model().input() : "as they are");
    if (!shown.equals(wanted)) {
      examples = null;
      shown = wanted;
      examples = RunData.of(data.set(), config.data()).shapedFor(config.model());
    }
    return examples;
  }
}
