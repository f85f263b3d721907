package io.atelier.engine.runtime.epoch;

import io.atelier.data.Examples;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.plan.ChunkLength;
import io.atelier.engine.runtime.plan.Plan;
import io.atelier.engine.runtime.plan.Windowing;
import io.atelier.engine.runtime.step.Quantities;
import io.atelier.engine.runtime.step.Variables;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.ProgressListener;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

/** Trains on examples in the session's memory, a window after another, a chunk of steps a call. */
public final class EpochTraining implements AutoCloseable {
  private final Session session;
  private final Windowing windowing;
  private final Scorer scorer;
  private final TrainingFunctions functions;
  private final List<Op> begin;
  private final ChunkLength chunk = new ChunkLength();
  private final DeviceExamples device;
  private final Windows windows;
  private boolean stepped;

  public EpochTraining(
      Graph graph,
      Session session,
      Blueprint blueprint,
      Training training,
      Variables variables,
      Examples examples,
      long memoryBytes,
      Plan plan) {
    this.session = session;
    this.windowing = Windowing.of(examples, training.batchSize(), memoryBytes, plan.rows());
    this.scorer = new Scorer(session, Quantities.of(blueprint, training), variables.sums());
    Ops tf = Ops.create(graph);
    this.begin = variables.resetSums(tf);
    this.device = DeviceExamples.of(tf, examples, windowing.rows());
    this.functions =
        TrainingFunctions.of(
            graph, blueprint, training, variables, device.values(), windowing, plan);
    this.windows = Windows.of(session, device, examples, training, windowing);
  }

  /** {@return into how many windows an epoch is cut} */
  public int windows() {
    return windowing.count();
  }

  /** {@return the means over an epoch; empty if {@code progress} ended it before its last step} */
  Optional<Scores> epoch(int epoch, ProgressListener progress) {
    Session.Runner runner = session.runner();
    begin.forEach(runner::addTarget);
    runner.run().close();
    for (int window = 0; window < windowing.count(); window++) {
      TInt32 order = windows.load(epoch, window);
      if (!stepped) {
        // What XLA cannot compile is to be known before a step changes anything.
        functions.compileRest(session, order);
      }
      if (stopped(epoch, window, order, progress)) {
        return Optional.empty();
      }
    }
    return Optional.of(scorer.means(windowing.examples()));
  }

  /** Trains on a window; {@return whether the epoch ended in it before its last step} */
  private boolean stopped(int epoch, int window, TInt32 order, ProgressListener progress) {
    int full = windowing.batches(window);
    for (int done = 0; done < full; ) {
      int to = Math.min(full, done + functions.whole(chunk.steps()));
      long start = System.nanoTime();
      functions.train(session, order, done, to);
      stepped = true;
      chunk.took(to - done, (System.nanoTime() - start) / 1e9);
      done = to;
      if (stopped(epoch, windowing.from(window) + done * windowing.batch(), progress)) {
        return true;
      }
    }
    if (window == windowing.count() - 1 && windowing.rest() > 0) {
      functions.trainOnRest(session, order);
      stepped = true;
      return stopped(epoch, windowing.examples(), progress);
    }
    return false;
  }

  /** {@return whether it ever made a step; before, nothing is changed} */
  boolean stepped() {
    return stepped;
  }

  /** Closes it and frees the device's memory that it alone used, for another in its place. */
  void discard(Graph graph) {
    close();
    Session.Runner runner = session.runner();
    device.discard(Ops.create(graph)).forEach(runner::addTarget);
    runner.run().close();
  }

  /** {@return the progress of an epoch whose last step is done} */
  public Progress finished(int epoch, Scores scores) {
    return new Progress(epoch, windowing.examples(), windowing.examples(), scores);
  }

  private boolean stopped(int epoch, int done, ProgressListener progress) {
    int examples = windowing.examples();
    Scores soFar = scorer.means(done);
    return progress.progressed(new Progress(epoch, done, examples, soFar)) instanceof Verdict.Stop
        && done < examples;
  }

  @Override
  public void close() {
    windows.close();
  }
}
