package io.atelier.cli.benchmark;

import io.atelier.engine.training.Learner;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.ProgressListener;
import io.atelier.engine.training.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Times training by its chunks: from one progress event to the next, or from an epoch's beginning.
 */
final class ChunkTimer {
  private static final double WARM_SECONDS = 1;

  /** What chunks grow to takes 0.2 s, or at least half of it where few steps fill it. */
  private static final double GROWN_SECONDS = 0.05;

  private static final double EPOCHS_SECONDS = 0.2;
  private static final Verdict STOP = new Verdict.Stop("measured");

  private final Learner learner;
  private final int batchSize;
  private final LongSupplier nanoTime;
  private int epoch;

  /**
   * @param nanoTime the clock
   */
  ChunkTimer(Learner learner, int batchSize, LongSupplier nanoTime) {
    this.learner = learner;
    this.batchSize = batchSize;
    this.nanoTime = nanoTime;
  }

  /**
   * A time in which steps were done.
   *
   * @param cut whether the epoch's end made it shorter
   */
  record Chunk(long begin, long end, double steps, boolean cut) {
    double seconds() {
      return (end - begin) / 1e9;
    }

    double microsPerStep() {
      return seconds() * 1e6 / steps;
    }

    boolean full() {
      return !cut && seconds() >= GROWN_SECONDS;
    }
  }

  /** Trains until nothing new happens; {@return the very first chunk} */
  Chunk warmUp() {
    List<Chunk> seen = new ArrayList<>();
    while (!warm(seen)) {
      epoch(
          chunk -> {
            seen.add(chunk);
            return warm(seen);
          });
    }
    return seen.get(0);
  }

  private static boolean warm(List<Chunk> seen) {
    if (seen.isEmpty()) {
      return false;
    }
    Chunk last = seen.get(seen.size() - 1);
    return (last.end() - seen.get(0).end()) / 1e9 >= WARM_SECONDS && (last.full() || last.cut());
  }

  /**
   * {@return microseconds a step, of so many chunks of full size; where an epoch is too short for
   * one, several whole epochs are a chunk}
   */
  List<Double> microsPerStep(int chunks) {
    List<Double> micros = new ArrayList<>();
    double seconds = 0;
    double steps = 0;
    while (micros.size() < chunks) {
      int before = micros.size();
      Chunk whole =
          epoch(
              chunk -> {
                if (chunk.full()) {
                  micros.add(chunk.microsPerStep());
                }
                return micros.size() == chunks;
              });
      if (micros.size() == before) {
        seconds += whole.seconds();
        steps += whole.steps();
        if (seconds >= EPOCHS_SECONDS) {
          micros.add(seconds * 1e6 / steps);
          seconds = 0;
          steps = 0;
        }
      }
    }
    return micros;
  }

  /** Trains until the epoch ends or it is enough; {@return all of it} */
  private Chunk epoch(Predicate<Chunk> enough) {
    Events events = new Events(enough, nanoTime.getAsLong());
    long begin = events.last;
    learner.trainEpoch(epoch++, events);
    return new Chunk(begin, nanoTime.getAsLong(), events.images / (double) batchSize, true);
  }

  private final class Events implements ProgressListener {
    private final Predicate<Chunk> enough;
    private long last;
    private int images;

    Events(Predicate<Chunk> enough, long begin) {
      this.enough = enough;
      this.last = begin;
    }

    @Override
    public Verdict progressed(Progress progress) {
      long now = nanoTime.getAsLong();
      double steps = (progress.examples() - images) / (double) batchSize;
      boolean cut = progress.examples() > progress.of() - batchSize;
      Chunk chunk = new Chunk(last, now, steps, cut);
      last = now;
      images = progress.examples();
      return enough.test(chunk) ? STOP : Verdict.CONTINUE;
    }
  }
}
