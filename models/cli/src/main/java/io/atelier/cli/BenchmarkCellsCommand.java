package io.atelier.cli;

import io.atelier.cli.benchmark.Cell;
import io.atelier.cli.benchmark.CellSpeed;
import io.atelier.cli.option.DataOptions;
import io.atelier.cli.option.EngineOptions;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.json.Json;
import io.atelier.lab.process.Interruption;
import io.atelier.lab.setting.Bound;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Our side of the comparison with PyTorch and JAX: a line of JSON for each cell. */
@Command(
    name = "benchmark-cells",
    description = "Measures the speed of training in cells, one after another in this process.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class BenchmarkCellsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "gpu",
      description = "cpu or gpu.")
  private EngineOptions.DeviceName device;

  @Option(
      names = "--chunks",
      paramLabel = "N",
      defaultValue = "9",
      description = "Chunks of 0.2 s timed in each, 5 to 10,000.")
  private int chunks;

  @Parameters(
      arity = "1..*",
      paramLabel = "CELL",
      description = "Such as mlp-large-128+dropout0.2:32:float32.")
  private List<String> cells;

  @Override
  public Integer call() throws IOException {
    List<Cell> asked = cells();
    LoadedData images = data.load(asked.get(0).config().data(), spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    int failed = 0;
    // An orderly end would take TensorFlow's memory from under its threads.
    try (Interruption interruption = Interruption.halting()) {
      for (Cell cell : asked) {
        try {
          out.println(Json.line(CellSpeed.measure(cell, images, chunks)));
          out.flush();
        } catch (RuntimeException e) {
          failed++;
          Main.report(
              new IOException(cell.text() + ": " + e.getMessage(), e), spec.commandLine().getErr());
        }
      }
    }
    return failed == 0 ? 0 : 1;
  }

  private List<Cell> cells() {
    try {
      Bound.CHUNKS.require(chunks);
      return cells.stream().map(text -> Cell.of(text, device.name())).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
