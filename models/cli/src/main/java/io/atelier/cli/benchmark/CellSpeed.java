package io.atelier.cli.benchmark;

import io.atelier.data.Examples;
import io.atelier.engine.runtime.Program;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The speed of training in one cell.
 *
 * @param cell as it is written
 * @param medianMicros a step takes, the median over chunks of about 0.2 s
 * @param leastMicros of a chunk
 * @param mostMicros of a chunk
 * @param preparedSeconds until the first chunk was done: the graph, compiling, choosing algorithms
 * @param lowering how steps are executed
 */
public record CellSpeed(
    String cell,
    double medianMicros,
    double leastMicros,
    double mostMicros,
    double preparedSeconds,
    String lowering) {

  /**
   * {@return what was measured of a cell, in this JVM}
   *
   * @param chunks of steps timed, at least 1
   */
  public static CellSpeed measure(Cell cell, LoadedData data, int chunks) {
    Examples train =
        RunData.of(data.set(), cell.config().data()).shapedFor(cell.config().model()).train();
    long start = System.nanoTime();
    try (Program program = cell.config().compile(Optional.of(train), Optional.empty())) {
      ChunkTimer timer =
          new ChunkTimer(program, cell.config().training().batchSize(), System::nanoTime);
      ChunkTimer.Chunk first = timer.warmUp();
      List<Double> micros = timer.microsPerStep(chunks);
      return new CellSpeed(
          cell.text(),
          Benchmark.median(micros),
          Collections.min(micros),
          Collections.max(micros),
          (first.end() - start) / 1e9,
          program.lowering());
    }
  }
}
