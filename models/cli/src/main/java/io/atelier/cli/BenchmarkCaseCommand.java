package io.atelier.cli;

import io.atelier.cli.benchmark.Benchmark;
import io.atelier.cli.benchmark.BenchmarkCase;
import io.atelier.cli.benchmark.Measurement;
import io.atelier.cli.option.DataOptions;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.json.Json;
import io.atelier.lab.process.Interruption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code atelier benchmark} calls in a JVM for each case. */
@Command(
    name = "benchmark-case",
    description = "Measures one case of 'atelier benchmark'.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class BenchmarkCaseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;

  @Parameters(paramLabel = "FILE", description = "The case as JSON.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    BenchmarkCase asked = Json.MAPPER.readValue(file.toFile(), BenchmarkCase.class);
    LoadedData images = data.load(asked.config().data(), spec.commandLine().getErr());
    // An orderly end would take TensorFlow's memory from under its threads.
    try (Interruption interruption = Interruption.halting()) {
      Measurement measured = Benchmark.measure(asked, images);
      spec.commandLine().getOut().println(Json.MAPPER.writeValueAsString(measured));
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
