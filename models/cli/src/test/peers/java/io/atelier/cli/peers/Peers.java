package io.atelier.cli.peers;

import io.atelier.lab.config.ExecutionConfig;
import io.atelier.lab.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets the sides train the same cases in turns, and compares them. */
@Command(
    name = "peers",
    description = "Compares microseconds a training step with those of peers, on Fashion-MNIST.",
    showDefaultValues = true)
public final class Peers implements Callable<Integer> {
  private static final String DEFAULT_CASES =
      "mlp-small-128 mlp-large-128 mlp-small-128+dropout0.2"
          + " cnn-small-32 cnn-medium-64-128 cnn-large-64-128-256";

  @Parameters(
      paramLabel = "MODEL[+sgd|+adam][+dropoutRATE]",
      description = "Networks of the catalogue; by default three MLPs and three CNNs.")
  private List<String> models = Arrays.asList(DEFAULT_CASES.split(" "));

  @Option(names = "--help", usageHelp = true, description = "Shows this text.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(names = "--rounds", description = "JVMs of every side and case; quote 5 or more.")
  private int rounds = 5;

  @Option(names = "--seconds", description = "Measured in each JVM, after warming up.")
  private double seconds = 4;

  @Option(names = "--batch-size", description = "Examples a step.")
  private int batchSize = 32;

  @Option(names = "--threads", description = "Of the CPU.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--sides", split = ",", description = "Of ${COMPLETION-CANDIDATES}.")
  private List<Side> sides = List.of(Side.values());

  @Option(names = "--device", description = "cpu or gpu; DJL trains on the CPU only.")
  private ExecutionConfig.Device device = ExecutionConfig.Device.CPU;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all measurements too.")
  private Path json;

  Peers() {}

  /** Runs and ends the JVM with an exit code. */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Peers());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((error, given) -> failed(error));
    line.setExecutionExceptionHandler((error, command, result) -> failed(error));
    System.exit(line.execute(args));
  }

  private static int failed(Exception error) {
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    System.err.println("peers: " + message.strip().replaceAll("\\s+", " "));
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    require(rounds >= 1, "--rounds needs at least 1, got " + rounds);
    require(seconds > 0, "--seconds needs a positive time, got " + seconds);
    require(threads >= 1, "--threads needs at least 1, got " + threads);
    require(
        device == ExecutionConfig.Device.CPU || sides.stream().noneMatch(Side::djl),
        "--sides djl needs --device cpu, got " + device + "; name the other --sides");
    List<Setting> cases =
        models.stream().map(text -> Setting.of(text, batchSize, threads, device, seconds)).toList();
    Path module = Path.of(System.getProperty("peers.module", ".")).toAbsolutePath();
    Race race =
        new Race(Launcher.of(module.resolve("../bin/atelier")), module.resolve("target/djl"));
    List<Comparison> comparisons = new ArrayList<>();
    for (Setting setting : cases) {
      comparisons.add(compare(race, setting));
    }
    System.out.println(Table.of(comparisons));
    if (json != null) {
      Files.writeString(json, Json.MAPPER.writeValueAsString(comparisons));
    }
    return CommandLine.ExitCode.OK;
  }

  /** Every other round goes the other way, so that a machine that slows down favours no side. */
  private Comparison compare(Race race, Setting setting) throws IOException, InterruptedException {
    Map<Side, List<Measured>> measured = new EnumMap<>(Side.class);
    sides.forEach(side -> measured.put(side, new ArrayList<>()));
    for (int round = 1; round <= rounds; round++) {
      List<Side> order = new ArrayList<>(sides);
      if (round % 2 == 0) {
        Collections.reverse(order);
      }
      for (Side side : order) {
        Measured found = race.run(side, setting);
        measured.get(side).add(found);
        System.err.printf(
            "%s round %d of %d: %s %.1f us (mean %.1f, %d steps, loss %.3f -> %.3f)%n",
            setting.text(),
            round,
            rounds,
            side,
            found.medianMicros(),
            found.meanMicros(),
            found.steps(),
            found.firstLoss(),
            found.loss());
      }
    }
    return new Comparison(setting, measured);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
