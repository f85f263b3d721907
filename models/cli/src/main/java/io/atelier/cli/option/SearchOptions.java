package io.atelier.cli.option;

import io.atelier.engine.search.RandomSample;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.search.SearchSettings;
import io.atelier.lab.search.SearchSettings.Method;
import io.atelier.lab.search.Space;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What {@code atelier search} tries, and how. */
public final class SearchOptions {
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

  /** As the flag spells them. */
  enum Strategy {
    grid,
    random,
    halving
  }

  /** {@return whether a search goes on} */
  public boolean resumes() {
    return begun.resume;
  }

  /**
   * {@return the settings of a new search}
   *
   * @throws IllegalArgumentException if a flag or the space is wrong
   */
  public SearchSettings chosen(ParallelOptions options, DataOptions data) {
    Space space = space(data);
    requireMeant("--epochs", epochs, "training.epochs", space);
    requireMeant("--patience", patience, "stopping.patience", space);
    requireMeant("--limit", limit, "data.limit", space);
    requireMeant("--device", options.device(null), "execution.device", space);
    SearchSettings spaces = SearchSettings.of(space);
    int threads = spaces.threads() == 0 ? options.threads() : spaces.threads();
    return over(spaces.with(threads), spaces.space(), options);
  }

  /** Of what differs between trials there is no one value. */
  private static void requireMeant(String flag, Object given, String setting, Space space) {
    if (given != null && space.varies(setting)) {
      throw new IllegalArgumentException(
          "%s needs a space that does not choose %s, got one that does; leave it out, or say one value in the space"
              .formatted(flag, setting));
    }
  }

  /**
   * {@return the settings of a search that goes on, with what the flags say over them}
   *
   * @throws IllegalArgumentException if a flag is wrong
   */
  public SearchSettings over(SearchSettings base, ParallelOptions options, DataOptions data) {
    return over(base, begun.space == null ? base.space() : again(base.space(), data), options);
  }

  private SearchSettings over(SearchSettings base, Space space, ParallelOptions options) {
    if (strategy == Strategy.grid && size != null) {
      throw new IllegalArgumentException(
          "--strategy grid tries all combinations; leave out --trials and --fraction");
    }
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

  /**
   * {@return where the files of the data are now, if not where the settings say: those of a search
   * that goes on, and of a data set that is known by name}
   */
  public Optional<Path> elsewhere(SearchSettings settings, DataOptions data) {
    String source = settings.space().source();
    return data.folder()
        .filter(
            path ->
                begun.resume
                    || (!LoadedData.isNamed(path.toString()) && LoadedData.isMeant(source, path)));
  }

  /** {@return a space with its data: those that --data names, or else its own} */
  private Space space(DataOptions data) {
    Space space = Space.of(begun.space);
    String own = space.source();
    Optional<Path> other = data.folder().filter(path -> !LoadedData.isMeant(own, path));
    other.map(Path::toString).ifPresent(LoadedData::requireKnown);
    String source = other.map(Path::toString).orElse(own);
    if (source.isEmpty()) {
      throw new IllegalArgumentException(
          "--space needs data, got none in %s; give \"data\": {\"source\": \"a folder or a file\"} in it, or --data"
              .formatted(begun.space));
    }
    return of(space, source);
  }

  /** {@return a space that is said again: beside it, --data says where the files are now} */
  private Space again(Space before, DataOptions data) {
    Space space = Space.of(begun.space);
    boolean kept = data.folder().isPresent() || space.source().isEmpty();
    return of(space, kept ? before.source() : space.source());
  }

  private static Space of(Space space, String source) {
    String written = LoadedData.isNamed(source) ? source : SourceOptions.absolute(Path.of(source));
    return written.equals(space.source()) ? space : space.with("data", "source", written);
  }
}
