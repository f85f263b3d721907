package io.atelier.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.cli.benchmark.BenchmarkCase;
import io.atelier.cli.benchmark.ChildJvm;
import io.atelier.cli.benchmark.Measurement;
import io.atelier.cli.display.BenchmarkTable;
import io.atelier.cli.display.Terminal;
import io.atelier.cli.option.DataOptions;
import io.atelier.cli.option.EngineOptions;
import io.atelier.cli.option.ModelNames;
import io.atelier.cli.option.OptimizerName;
import io.atelier.data.DataSetException;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.json.Json;
import io.atelier.lab.process.ChildCommand;
import io.atelier.lab.process.Interruption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atelier benchmark}. */
@Command(
    name = "benchmark",
    description = {
      "Measures the speed and the memory of networks.",
      "Every model is trained and evaluated with every batch size, each time in a process of its own. Times are "
          + "medians; the floor is what a step's multiply-adds alone take at the rate of a large matrix product."
    },
    mixinStandardHelpOptions = true)
final class BenchmarkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;
  @Mixin private EngineOptions engine;

  @Parameters(
      arity = "0..*",
      paramLabel = "MODEL",
      completionCandidates = ModelNames.class,
      description =
          "Run folders, or names from 'atelier models'. Default: eight of these, from small to large.")
  private List<String> models = List.of();

  @Option(
      names = "--batch-size",
      split = ",",
      paramLabel = "N",
      defaultValue = "32,128",
      description = "Examples a step, each measured. Default: ${DEFAULT-VALUE}.")
  private List<Integer> batchSizes;

  @Option(
      names = "--optimizer",
      paramLabel = "KIND",
      description = "${COMPLETION-CANDIDATES}. Default: the run's or the model's own.")
  private OptimizerName optimizer;

  @Option(
      names = "--dropout",
      paramLabel = "RATE",
      description =
          "Dropout before every dense layer, in [0, 1). Default: the run's, or 0; without MODEL small MLPs also 0.2.")
  private Double dropout;

  @Option(
      names = "--images",
      paramLabel = "N",
      description =
          "Examples in an epoch: the real ones repeated, or a part. Default: what a run was trained on, else 45,900.")
  private Integer images;

  @Option(
      names = "--chunks",
      paramLabel = "N",
      defaultValue = "" + BenchmarkCase.CHUNKS,
      description = "Chunks of 0.2 s of training timed, 5 to 10,000. Default: ${DEFAULT-VALUE}.")
  private int chunks;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the measurements there, as a list; it grows with every case.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    List<BenchmarkCase> cases = cases();
    List<Object> arguments = new ArrayList<>(List.of("benchmark-case"));
    Optional<Path> folder = folder(cases);
    folder.ifPresent(found -> arguments.addAll(List.of("--data", found)));
    write(List.of());
    ChildJvm child = new ChildJvm(Main.class, ChildCommand.arguments(arguments.toArray()));
    try (Interruption interruption = new Interruption(child::end)) {
      return measure(cases, child);
    }
  }

  /** {@return where the data are, looked for and fetched once if all cases have the same} */
  private Optional<Path> folder(List<BenchmarkCase> cases) throws DataSetException {
    List<DataConfig> sets = cases.stream().map(asked -> asked.config().data()).toList();
    if (sets.stream().map(DataConfig::source).distinct().count() > 1) {
      return data.folder();
    }
    return Optional.of(data.load(sets.get(0), spec.commandLine().getErr()).place());
  }

  private List<BenchmarkCase> cases() throws IOException {
    try {
      ObjectNode settings = Json.MAPPER.createObjectNode();
      RunConfigs.choose(settings, "optimizer", optimizer);
      RunConfigs.choose(settings, "dropout", dropout);
      engine.choose(settings);
      OptionalInt epoch = images == null ? OptionalInt.empty() : OptionalInt.of(images);
      return BenchmarkCase.all(models, batchSizes, settings, epoch, chunks);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Reports failures itself: a case that fails does not keep the others from being measured. */
  private int measure(List<BenchmarkCase> cases, ChildJvm child) {
    PrintWriter out = spec.commandLine().getOut();
    BenchmarkTable table = BenchmarkTable.of(cases);
    List<Measurement> rows = new ArrayList<>();
    int code = CommandLine.ExitCode.OK;
    out.println(table.header());
    out.flush();
    for (int i = 0; i < cases.size(); i++) {
      try {
        Optional<Measurement> row = measure(cases.get(i), (i + 1) + "/" + cases.size(), child);
        if (row.isEmpty()) {
          return interrupted();
        }
        out.println(table.row(cases.get(i), row.get()));
        rows.add(row.get());
        write(rows);
        if (out.checkError()) {
          return CommandLine.ExitCode.SOFTWARE;
        }
      } catch (IOException e) {
        Main.report(e, spec.commandLine().getErr());
        code = CommandLine.ExitCode.SOFTWARE;
      }
    }
    return code;
  }

  private Optional<Measurement> measure(BenchmarkCase asked, String place, ChildJvm child)
      throws IOException {
    String progress = "Measuring " + place + ": " + asked;
    draw(progress);
    try {
      return child.measure(asked);
    } finally {
      draw(" ".repeat(progress.length()));
    }
  }

  /** A line that the next one is written over. */
  private void draw(String line) {
    if (Terminal.live()) {
      spec.commandLine().getErr().print("\r" + line + "\r");
      spec.commandLine().getErr().flush();
    }
  }

  /** Says that Ctrl-C was heard; {@return the exit code} */
  private int interrupted() {
    spec.commandLine().getErr().println();
    spec.commandLine().getErr().println("Interrupted: the cases measured so far are kept.");
    spec.commandLine().getErr().flush();
    return 130;
  }

  private void write(List<Measurement> rows) throws IOException {
    if (json != null) {
      Json.write(json, rows);
    }
  }
}
