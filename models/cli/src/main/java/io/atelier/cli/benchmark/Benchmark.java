package io.atelier.cli.benchmark;

import io.atelier.data.Examples;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.device.MatmulRate;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.dataset.RunData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures a case. */
public final class Benchmark {
  private static final Logger LOG = LoggerFactory.getLogger(Benchmark.class);
  private static final int EVALUATIONS = 5;
  private static final double EVALUATION_SECONDS = 1;

  private Benchmark() {}

  /** {@return what a case takes in this JVM, which should have done nothing else before} */
  public static Measurement measure(BenchmarkCase asked, LoadedData data) {
    RunData examples =
        RunData.of(data.set(), asked.config().data()).shapedFor(asked.config().model());
    Examples train =
        sized(examples.train(), asked.images() == 0 ? examples.train().size() : asked.images());
    // Asking for the version loads the library; that is no part of compiling.
    LOG.debug("measuring {} with TensorFlow {}", asked, NativeLibrary.version());
    long start = System.nanoTime();
    try (Program program = asked.config().compile(Optional.of(train), Optional.empty())) {
      return measure(asked, train.size(), program, start, examples.test());
    }
  }

  private static Measurement measure(
      BenchmarkCase asked, int images, Program program, long start, Examples test) {
    RunConfig config = asked.config();
    ChunkTimer timer = new ChunkTimer(program, config.training().batchSize(), System::nanoTime);
    ChunkTimer.Chunk first = timer.warmUp();
    program.evaluate(test);
    double evaluationSeconds = median(evaluations(program, test));
    // Read here: the large matrix products would add theirs.
    OptionalLong peak = PeakMemory.bytes();
    List<Double> rates = new ArrayList<>(MatmulRate.measure(config.execution().execution()));
    List<Double> micros = timer.microsPerStep(asked.chunks());
    rates.addAll(MatmulRate.measure(config.execution().execution()));
    double step = median(micros);
    double rate = median(rates);
    return new Measurement(
        config.model().name(),
        asked.dropout(),
        config.training().batchSize(),
        optimizer(config),
        program.device(),
        config.execution().threads(),
        images,
        program.windows(),
        asked.chunks(),
        step,
        List.of(Collections.min(micros), Collections.max(micros)),
        config.training().batchSize() * 1e6 / step,
        test.size() / evaluationSeconds,
        program.multiplyAddsPerStep() * 1e6 / rate,
        2 * rate / 1e9,
        Math.max(0, (first.end() - start) / 1e9 - first.steps() * step / 1e6),
        peak.isPresent() ? peak.getAsLong() : null,
        program.lowering());
  }

  private static String optimizer(RunConfig config) {
    return KerasConfig.tree(config.training().optimizer())
        .get("class_name")
        .asText()
        .toLowerCase(Locale.ROOT);
  }

  /** The first so many, all over again where there are fewer. */
  private static Examples sized(Examples examples, int size) {
    return size == examples.size()
        ? examples
        : examples.select(IntStream.range(0, size).map(i -> i % examples.size()).toArray());
  }

  private static List<Double> evaluations(Program program, Examples test) {
    List<Double> seconds = new ArrayList<>();
    long begin = System.nanoTime();
    long now = begin;
    while (seconds.size() < EVALUATIONS || (now - begin) / 1e9 < EVALUATION_SECONDS) {
      long start = now;
      program.evaluate(test);
      now = System.nanoTime();
      seconds.add((now - start) / 1e9);
    }
    return seconds;
  }

  /** {@return the middle value, or the mean of the two in the middle} */
  public static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int size = sorted.size();
    return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }
}
