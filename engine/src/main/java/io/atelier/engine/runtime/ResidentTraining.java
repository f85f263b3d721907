package io.atelier.engine.runtime;

import io.atelier.data.EpochOrder;
import io.atelier.data.Examples;
import io.atelier.data.Values;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.ProgressListener;
import io.atelier.engine.training.Scores;
import io.atelier.engine.training.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Trains on examples that live in the session's memory, a chunk of steps a call. */
final class ResidentTraining {
  private static final double CHUNK_SECONDS = 0.2;

  private final Session session;
  private final Training training;
  private final int examples;
  private final Scorer scorer;
  private final TrainingFunctions functions;
  private final List<Op> begin;
  private int chunk = 8;

  ResidentTraining(
      Graph graph,
      Session session,
      Blueprint blueprint,
      Training training,
      Variables variables,
      Examples examples,
      Strategy strategy) {
    this.session = session;
    this.training = training;
    this.examples = examples.size();
    this.scorer = new Scorer(session, training.metrics(), variables.sums());
    Ops tf = Ops.create(graph);
    this.begin = variables.resetSums(tf);
    Variable<? extends TNumber> inputs = upload(tf, "training/inputs", examples.inputs());
    Variable<? extends TNumber> targets = upload(tf, "training/targets", examples.targets());
    this.functions =
        TrainingFunctions.of(
            graph, blueprint, training, variables, inputs.value(), targets.value(), strategy);
  }

  private Variable<? extends TNumber> upload(Ops tf, String name, Values values) {
    Variable<? extends TNumber> variable =
        Variable.of(tf, name, Tensors.type(values), Tensors.shape(values));
    try (TNumber tensor = Tensors.of(values)) {
      session.runner().feed(variable.fed(), tensor).addTarget(variable.feed()).run().close();
    }
    return variable;
  }

  /** {@return the means over an epoch; empty if {@code progress} ended it before its last step} */
  Optional<Scores> epoch(int epoch, ProgressListener progress) {
    run(session.runner(), begin);
    int[] order =
        training.shuffle()
            ? EpochOrder.of(training.seed(), epoch, examples)
            : IntStream.range(0, examples).toArray();
    int full = examples / training.batchSize();
    try (TInt32 orderTensor = TInt32.vectorOf(order)) {
      for (int done = 0; done < full; ) {
        int to = Math.min(full, done + chunk);
        long start = System.nanoTime();
        fullBatches(orderTensor, done, to);
        fit(to - done, (System.nanoTime() - start) / 1e9);
        done = to;
        if (stopped(epoch, done * training.batchSize(), progress)) {
          return Optional.empty();
        }
      }
      if (!functions.lastBatch().isEmpty()) {
        run(session.runner().feed(functions.order(), orderTensor), functions.lastBatch());
        if (stopped(epoch, examples, progress)) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(scorer.means(examples));
  }

  /** {@return the progress of an epoch whose last step is done} */
  Progress finished(int epoch, Scores scores) {
    return new Progress(epoch, examples, examples, scores);
  }

  private void fullBatches(TInt32 order, int from, int to) {
    int stride = functions.looped() ? to - from : 1;
    for (int batch = from; batch < to; batch += stride) {
      try (TInt32 fromTensor = TInt32.scalarOf(batch);
          TInt32 toTensor = TInt32.scalarOf(batch + stride)) {
        run(
            session
                .runner()
                .feed(functions.order(), order)
                .feed(functions.from(), fromTensor)
                .feed(functions.to(), toTensor),
            functions.fullBatches());
      }
    }
  }

  /** Lets the next chunk take about {@link #CHUNK_SECONDS}. */
  private void fit(int steps, double seconds) {
    double wanted = steps * CHUNK_SECONDS / Math.max(seconds, 1e-6);
    chunk = (int) Math.max(1, Math.min(wanted, steps * 8.0));
  }

  private boolean stopped(int epoch, int done, ProgressListener progress) {
    Scores soFar = scorer.means(done);
    return progress.progressed(new Progress(epoch, done, examples, soFar)) instanceof Verdict.Stop
        && done < examples;
  }

  private static void run(Session.Runner runner, List<Op> targets) {
    targets.forEach(runner::addTarget);
    runner.run().close();
  }
}
