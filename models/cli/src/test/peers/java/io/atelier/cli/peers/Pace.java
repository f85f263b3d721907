package io.atelier.cli.peers;

import io.atelier.cli.benchmark.Benchmark;
import java.util.ArrayList;
import java.util.List;

/**
 * Times a training in chunks of steps. Reading the loss ends a chunk, so that a device which works
 * on its own has done all that is counted; it is read about as often as a progress bar would.
 */
final class Pace {
  private static final double CHUNK_SECONDS = 0.1;
  private static final double LEAST_WARM_UP_SECONDS = 2;

  private record Chunk(long steps, double seconds, double loss) {}

  private final double seconds;
  private final double warmUpSeconds;
  private final List<Chunk> chunks = new ArrayList<>();
  private double firstLoss = Double.NaN;
  private long firstRead;
  private long chunkStart;
  private long steps;

  /** Warms up, then measures for the given time. */
  Pace(double seconds) {
    this.seconds = seconds;
    this.warmUpSeconds = Math.max(LEAST_WARM_UP_SECONDS, seconds / 2);
  }

  /** {@return whether another step is wanted} */
  boolean goesOn() {
    return chunks.stream().mapToDouble(Chunk::seconds).sum() < seconds;
  }

  /** {@return whether the step about to be counted, or just counted, should end a chunk} */
  boolean due() {
    return Double.isNaN(firstLoss) || since(chunkStart) >= CHUNK_SECONDS;
  }

  /** Counts steps. */
  void stepped(int more) {
    steps += more;
  }

  /** Ends a chunk with its loss; the first one may hold compilation, so it starts the warm-up. */
  void read(double loss) {
    long now = System.nanoTime();
    if (Double.isNaN(firstLoss)) {
      firstLoss = loss;
      firstRead = now;
    } else if ((chunkStart - firstRead) / 1e9 >= warmUpSeconds) {
      chunks.add(new Chunk(steps, (now - chunkStart) / 1e9, loss));
    }
    chunkStart = now;
    steps = 0;
  }

  /** {@return what was measured} */
  Measured measured(String side, Setting setting) {
    long counted = chunks.stream().mapToLong(Chunk::steps).sum();
    double took = chunks.stream().mapToDouble(Chunk::seconds).sum();
    double median =
        Benchmark.median(
            chunks.stream().map(chunk -> chunk.seconds() / chunk.steps() * 1e6).toList());
    double loss = chunks.stream().mapToDouble(Chunk::loss).average().orElseThrow();
    return new Measured(side, setting, median, took / counted * 1e6, counted, firstLoss, loss);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
