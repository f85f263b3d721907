package io.atelier.cli;

import io.atelier.cli.display.SearchDisplay;
import io.atelier.cli.option.CheckedFlags;
import io.atelier.cli.option.DataOptions;
import io.atelier.cli.option.ParallelOptions;
import io.atelier.cli.option.Resumption;
import io.atelier.cli.option.SearchOptions;
import io.atelier.data.DataSet;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.training.EpochResult;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.process.ChildCommand;
import io.atelier.lab.process.Interruption;
import io.atelier.lab.report.ScoresInWords;
import io.atelier.lab.search.SearchFolder;
import io.atelier.lab.search.SearchRun;
import io.atelier.lab.search.SearchSettings;
import io.atelier.lab.search.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code atelier search}. */
@Command(
    name = "search",
    description = {
      "Tries combinations of settings, each a training, and compares them by what the space calls "
          + "its objective; tests and exports the best. report.html in the folder says which "
          + "settings mattered.",
      "The folder keeps a journal: a search that was stopped in any way goes on with --resume."
    },
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;
  @Mixin private ParallelOptions options;

  @Mixin private SearchOptions search;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    int parallel = options.parallel();
    PrintWriter err = spec.commandLine().getErr();
    SearchSettings settings = CheckedFlags.of(spec, () -> search.resumes() ? resumed() : chosen());
    NativeLibrary.require(settings.trainable().execution().execution());
    LoadedData found =
        DataOptions.load(settings.trainable().data(), search.elsewhere(settings, data), err);
    SearchSettings fitted = CheckedFlags.of(spec, () -> fitted(settings, found.set()));
    SearchFolder folder =
        search.resumes() ? SearchFolder.existing(out) : SearchFolder.create(out, fitted);
    List<String> arguments = ChildCommand.arguments("search-worker", "--data", found.place(), out);
    try (Workers workers = new Workers(Main.class, arguments, folder);
        Interruption interruption = new Interruption(workers::close)) {
      return search(fitted, folder, found.hashes(), workers, parallel, interruption);
    }
  }

  /** {@return the settings of the search that goes on, which are what the flags say of them} */
  private SearchSettings resumed() throws IOException {
    SearchSettings there = SearchFolder.existing(out).settings();
    Resumption.require(
        out.resolve("search.json"),
        search.over(there, options, data),
        there,
        spec,
        Map.of("method", "strategy"));
    return there;
  }

  /** Whatever is wrong with the flags or the space is found before the data are read. */
  private SearchSettings chosen() {
    SearchSettings settings = search.chosen(options, data);
    if (!settings.followsData()) {
      settings.requireTrainable();
    }
    return settings;
  }

  /** Before anything is written; what was begun is as it was fitted then. */
  private SearchSettings fitted(SearchSettings settings, DataSet set) {
    SearchSettings fitted = settings;
    if (!search.resumes() && settings.followsData()) {
      fitted = settings.fitted(set);
      fitted.requireTrainable(set);
    }
    requireEnough(set, fitted);
    return fitted;
  }

  private static void requireEnough(DataSet found, SearchSettings settings) {
    DataConfig first = settings.trainable().data();
    RunData.require(found, first);
    String objective = settings.objective().quantity();
    if (!RunData.validates(found, first) && objective.startsWith(EpochResult.VALIDATED)) {
      throw new IllegalArgumentException(
          "objective %s needs examples to validate on, got none; give data.validation_split, such as 0.2"
              .formatted(objective));
    }
  }

  /** Reports failures itself: after Ctrl-C the JVM does not wait for whoever catches them later. */
  private int search(
      SearchSettings settings,
      SearchFolder folder,
      Map<String, String> hashes,
      Workers workers,
      int parallel,
      Interruption interruption) {
    PrintWriter err = spec.commandLine().getErr();
    SearchDisplay display = new SearchDisplay(err);
    AtomicReference<Leaderboard> board = new AtomicReference<>();
    SearchRun run =
        new SearchRun(
            settings,
            folder,
            hashes,
            workers,
            parallel,
            changed -> {
              display.accept(changed);
              board.set(changed);
            },
            interruption::requested);
    try {
      Optional<SearchRun.Best> best = run.run();
      display.close();
      if (run.stopped()) {
        err.println();
        err.println(
            "Interrupted: go on with '"
                + Typed.resumption("search", out, List.of(), options, data)
                + "'.");
        err.flush();
        return 130;
      }
      print(board.get(), best);
      return best.isPresent() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    } catch (IOException | RuntimeException e) {
      Main.report(e, err);
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private void print(Leaderboard board, Optional<SearchRun.Best> best) {
    PrintWriter result = spec.commandLine().getOut();
    SearchDisplay.table(board).forEach(result::println);
    if (best.isPresent()) {
      result.printf(
          Locale.ROOT,
          "Best: trial %d, %s, test %s%n",
          best.get().trial(),
          best.get().model(),
          ScoresInWords.of(best.get().test()));
    } else {
      result.println("No trial was finished.");
    }
    result.println("Search folder: " + out);
    result.flush();
  }
}
