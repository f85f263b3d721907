package io.atelier.cli;

import io.atelier.cli.display.ReproductionDisplay;
import io.atelier.cli.option.DataOptions;
import io.atelier.cli.option.ParallelOptions;
import io.atelier.cli.option.Resumption;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.lab.process.Interruption;
import io.atelier.lab.setting.Bound;
import io.atelier.paper.network.PaperNetworks;
import io.atelier.paper.reproduction.ReproductionFolder;
import io.atelier.paper.reproduction.ReproductionRun;
import io.atelier.paper.reproduction.ReproductionSettings;
import io.atelier.paper.result.Paper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code atelier reproduce}. */
@Command(
    name = "reproduce",
    description = {
      "Trains everything the paper has a table or a figure of, with its settings, and writes one"
          + " report with our numbers beside the paper's.",
      "The report grows with every training. Whatever stopped it, --resume goes on: what is"
          + " finished stays, what is not goes on after its last finished epoch."
    },
    mixinStandardHelpOptions = true)
final class ReproduceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;
  @Mixin private ParallelOptions options;

  @Option(
      names = "--only",
      paramLabel = "ROW",
      split = ",",
      description =
          "Rows to do now, of eda, mlp-sgd, mlp-adam, mlp-sgd-dropout, mlp-adam-dropout, cnn,"
              + " feature-maps, mlp-search, cnn-search. Default: all, in this order.")
  private List<String> only;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs/reproduction",
      description = "The folder. Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--resume",
      description = "Go on with the reproduction in --out; flags may repeat its settings.")
  private boolean resume;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of every training at most. Default: the paper's 100.")
  private Integer epochs;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Trials of each search. Default: the paper's 21 and 86.")
  private Integer trials;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Seeds that show the spread: of the first model of each size, and of those whose accuracy"
              + " is more than 0.015 from the paper's. Default: 3.")
  private Integer seeds;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Train on N of the images only, stratified.")
  private Integer limit;

  @Override
  public Integer call() throws IOException {
    Paper paper = Paper.read();
    Set<String> rows = rows(paper);
    int parallel = options.parallel();
    ReproductionSettings settings = settings();
    try {
      requireTrials(paper, rows, settings);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
    NativeLibrary.require(settings.execution());
    PrintWriter err = spec.commandLine().getErr();
    var images = DataOptions.shown(err, shown -> PaperNetworks.images(data.folder(), shown));
    ReproductionFolder folder =
        resume ? ReproductionFolder.existing(out) : ReproductionFolder.create(out, settings);
    ReproductionDisplay display = new ReproductionDisplay(err);
    try (ReproductionRun run =
            new ReproductionRun(paper, folder, images, Main.class, parallel, command(), display);
        Interruption interruption = new Interruption(run::stop)) {
      return run(run, rows, display);
    }
  }

  /** Reports failures itself: after Ctrl-C the JVM does not wait for whoever catches them later. */
  private int run(ReproductionRun run, Set<String> rows, ReproductionDisplay display) {
    PrintWriter err = spec.commandLine().getErr();
    try (display) {
      display.watch(run);
      if (!run.run(rows, trials == null ? OptionalInt.empty() : OptionalInt.of(trials))) {
        display.close();
        err.println();
        err.println("Interrupted: go on with '" + resumption() + "'.");
        err.flush();
        return 130;
      }
    } catch (IOException | RuntimeException e) {
      display.close();
      Main.report(e, err);
      return CommandLine.ExitCode.SOFTWARE;
    }
    spec.commandLine().getOut().println("Report: " + out.resolve("report.html"));
    spec.commandLine().getOut().flush();
    return CommandLine.ExitCode.OK;
  }

  private Set<String> rows(Paper paper) {
    List<String> known = paper.rows();
    if (only == null) {
      return new LinkedHashSet<>(known);
    }
    for (String row : only) {
      if (!known.contains(row)) {
        throw wrong("--only needs rows of %s, got '%s'".formatted(String.join(", ", known), row));
      }
    }
    return new LinkedHashSet<>(only);
  }

  private void requireTrials(Paper paper, Set<String> rows, ReproductionSettings settings) {
    for (Paper.Search search : paper.searches()) {
      if (trials != null && rows.contains(search.row())) {
        settings.search(search).withTrials(trials).requireTrainable();
      }
    }
  }

  private ReproductionSettings settings() throws IOException {
    try {
      if (trials != null) {
        Bound.TRIALS.require(trials);
      }
      if (!resume) {
        return settings(
            new ReproductionSettings(
                ReproductionSettings.EPOCHS,
                3,
                PaperNetworks.TRAINING_IMAGES,
                options.device(),
                options.threads()));
      }
      ReproductionSettings there = ReproductionFolder.existing(out).settings();
      Resumption.require(out.resolve("reproduction.json"), settings(there), there, spec, Map.of());
      return there;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** {@return settings with what the flags say over them} */
  private ReproductionSettings settings(ReproductionSettings base) {
    return new ReproductionSettings(
        epochs == null ? base.epochs() : epochs,
        seeds == null ? base.seeds() : seeds,
        limit == null ? base.limit() : limit,
        options.device(base.device()),
        options.threads(base.threads()));
  }

  /** As it was typed, but for the home directory: a report may be given away. */
  private String command() {
    String home = System.getProperty("user.home") + "/";
    List<String> typed = spec.commandLine().getParseResult().originalArgs();
    return "atelier " + Typed.line(typed.stream().map(word -> word.replace(home, "~/")).toList());
  }

  private String resumption() {
    List<String> chosen = only == null ? List.of() : List.of("--only", String.join(",", only));
    return Typed.resumption("reproduce", out, chosen, options, data);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
