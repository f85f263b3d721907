package io.atelier.cli;

import io.atelier.cli.display.SearchDisplay;
import io.atelier.cli.option.DataOptions;
import io.atelier.cli.option.ParallelOptions;
import io.atelier.cli.option.Resumption;
import io.atelier.cli.option.Share;
import io.atelier.data.DataSet;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.engine.search.Leaderboard;
import io.atelier.engine.search.RandomSample;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.process.ChildCommand;
import io.atelier.lab.process.Interruption;
import io.atelier.lab.search.SearchFolder;
import io.atelier.lab.search.SearchRun;
import io.atelier.lab.search.SearchSettings;
import io.atelier.lab.search.SearchSettings.Method;
import io.atelier.lab.search.Space;
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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @ArgGroup(multiplicity = "1", exclusive = false)
  private Begun begun;

  /** Of a new search, an old one, or an old one with what it was begun with. */
  static final class Begun {
    @Option(
        names = "--space",
        paramLabel = "SPACE",
        description =
            "What to try: a JSON file of the shape of a run's config.json (data, model, training, "
                + "stopping, execution, or short names such as batchSize), in which any value may "
                + "be {\"choice\": [32, 64]}, {\"range\": [0, 0.5], \"step\": 0.1} or "
                + "{\"log_range\": [0.0001, 0.01]}, with a \"name\" if wanted; {\"same\": NAME} is "
                + "the value of another; in a list of layers {\"repeat\": {\"choice\": [1, 2]}, "
                + "\"of\": LAYER} repeats one. Beside them \"conditions\", a list such as "
                + "[{\"units_1\": {\"at_least\": \"units_2\"}}], \"objective\", such as \"val_loss\" "
                + "(the default, or val_accuracy for classes), and \"trials\". Or mlp or cnn, the "
                + "paper's two spaces.")
    private String space;

    @Option(
        names = "--resume",
        description = "Go on with the search in --out; flags may repeat its settings.")
    private boolean resume;
  }

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description =
          "${COMPLETION-CANDIDATES}: all combinations; a random part (the default); or a random"
              + " part of which the best third goes on after 3, 9, 27 ... epochs.")
  private Strategy strategy;

  @ArgGroup private Size size;

  /** How many trials. */
  static final class Size {
    @Option(
        names = "--trials",
        paramLabel = "N",
        description = "Combinations to draw. Default: the space's (the paper's 21 and 86), or 20.")
    private Integer trials;

    @Option(
        names = "--fraction",
        paramLabel = "SHARE",
        converter = Share.class,
        description = "Share of all combinations to draw, in (0, 1].")
    private Double fraction;

    private int of(Space space, long seed) {
      return trials != null
          ? trials
          : RandomSample.fraction(space.searched(), fraction, seed).trials();
    }
  }

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the draw, and of every trial. Default: the space's, or 0.")
  private Long seed;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of a trial at most. Default: the space's, or 100.")
  private Integer epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Epochs a trial waits for a better one before it is stopped; 0 for no early stopping."
              + " Default: the space's (the paper's 10 and 3), or 0.")
  private Integer patience;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Train on N of the training examples, of every class its share; 0 for all.")
  private Integer limit;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder.")
  private Path out;

  /** As the flag spells them. */
  enum Strategy {
    grid,
    random,
    halving
  }

  @Override
  public Integer call() throws IOException {
    int parallel = options.parallel();
    PrintWriter err = spec.commandLine().getErr();
    SearchSettings settings = begun.resume ? resumed() : chosen();
    NativeLibrary.require(settings.trainable().execution().execution());
    LoadedData found = data.load(settings.trainable().data(), err);
    requireEnough(found.set(), settings);
    SearchFolder folder =
        begun.resume ? SearchFolder.existing(out) : SearchFolder.create(out, settings);
    List<String> arguments = ChildCommand.arguments("search-worker", "--data", found.place(), out);
    try (Workers workers = new Workers(Main.class, arguments, folder);
        Interruption interruption = new Interruption(workers::close)) {
      return search(settings, folder, found.hashes(), workers, parallel, interruption);
    }
  }

  private void requireEnough(DataSet found, SearchSettings settings) {
    try {
      RunConfig first = settings.trainable();
      RunData.require(found, first.data());
      boolean validated =
          found.validation().isPresent()
              || first.data().validation() == DataConfig.Validation.DEVELOPMENT
              || first.data().validationSplit() > 0;
      if (!validated && settings.objective().quantity().startsWith("val_")) {
        throw new IllegalArgumentException(
            "objective %s needs examples to validate on, got none; give data.validation_split, such as 0.2"
                .formatted(settings.objective().quantity()));
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** {@return the settings of the search that goes on, which are what the flags say of them} */
  private SearchSettings resumed() throws IOException {
    SearchSettings there = SearchFolder.existing(out).settings();
    try {
      Resumption.require(
          out.resolve("search.json"), settings(there), there, spec, Map.of("method", "strategy"));
      return there;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Whatever is wrong with the flags or the space is found before anything is written. */
  private SearchSettings chosen() {
    try {
      SearchSettings settings = settings(placed(Space.of(begun.space)));
      settings.requireTrainable();
      return settings;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** {@return a space with its data, which may be named by --data alone} */
  private Space placed(Space space) {
    if (!space.source().isEmpty()) {
      return space;
    }
    Path source =
        data.folder()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--space needs data, got none in %s; give \"data\": {\"source\": \"a folder or a file\"} in it, or --data"
                            .formatted(begun.space)));
    return space.with("data", "source", source.toString());
  }

  private SearchSettings settings(Space space) {
    SearchSettings spaces = SearchSettings.of(space);
    int threads = spaces.threads() == 0 ? options.threads() : spaces.threads();
    return settings(spaces.with(threads));
  }

  /** {@return settings with what the flags say over them} */
  private SearchSettings settings(SearchSettings base) {
    if (strategy == Strategy.grid && size != null) {
      throw wrong("--strategy grid tries all combinations; leave out --trials and --fraction");
    }
    Space space =
        begun.space == null || !begun.resume ? base.space() : placed(Space.of(begun.space));
    long seeded = seed == null ? base.seed() : seed;
    return new SearchSettings(
        space,
        strategy == null ? base.method() : Method.valueOf(strategy.name().toUpperCase(Locale.ROOT)),
        size == null ? base.trials() : size.of(space, seeded),
        seeded,
        epochs == null ? base.epochs() : epochs,
        patience == null ? base.patience() : patience,
        limit == null ? base.limit() : limit,
        options.device(base.device()),
        options.threads(base.threads()),
        base.memory());
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
          "Best: trial %d, %s, test accuracy %.4f, loss %.4f%n",
          best.get().trial(),
          best.get().model(),
          best.get().test().accuracy(),
          best.get().test().loss());
    } else {
      result.println("No trial was finished.");
    }
    result.println("Search folder: " + out);
    result.flush();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
