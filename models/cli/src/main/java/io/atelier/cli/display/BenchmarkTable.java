package io.atelier.cli.display;

import io.atelier.cli.benchmark.BenchmarkCase;
import io.atelier.cli.benchmark.Measurement;
import java.util.List;
import java.util.Locale;

/**
 * Measurements in rows of text.
 *
 * @param width of the first column
 */
public record BenchmarkTable(int width) {
  private static final String HEADER =
      " %5s %12s %12s %14s %12s %6s %10s %8s  %s"
          .formatted(
              "batch",
              "us/step",
              "examples/s",
              "eval examples/s",
              "floor us",
              "ratio",
              "compile s",
              "peak MB",
              "lowering");

  /** {@return a table that has room for the names of some cases} */
  public static BenchmarkTable of(List<BenchmarkCase> cases) {
    return new BenchmarkTable(
        cases.stream().mapToInt(asked -> asked.network().length()).max().orElse(0));
  }

  public String header() {
    return padded("network") + HEADER;
  }

  public String row(BenchmarkCase asked, Measurement row) {
    return padded(asked.network())
        + String.format(
            Locale.ROOT,
            " %5d %,12.1f %,12.0f %,14.0f %,12.1f %6.2f %10.2f %8s  %s",
            row.batch(),
            row.trainUsPerStep(),
            row.trainImagesPerSecond(),
            row.evalImagesPerSecond(),
            row.floorUsPerStep(),
            row.trainUsPerStep() / row.floorUsPerStep(),
            row.compileSeconds(),
            row.peakRssBytes() == null ? "-" : Math.round(row.peakRssBytes() / 1e6),
            row.lowering());
  }

  private String padded(String name) {
    return name + " ".repeat(Math.max(0, width - name.length()));
  }
}
