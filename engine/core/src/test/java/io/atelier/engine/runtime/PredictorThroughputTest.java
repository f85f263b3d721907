package io.atelier.engine.runtime;

import io.atelier.data.Values;
import io.atelier.engine.layer.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Measures how many examples a predictor answers in a second: {@code mvn -pl data,engine test
 * -Dtest=PredictorThroughputTest -Dtest.jvm.args=-Datelier.throughput=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("numeric")
@EnabledIfSystemProperty(named = "atelier.throughput", matches = "true")
class PredictorThroughputTest {
  private static final long SECONDS = 4;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "cnn"})
  void examplesASecond(String name) throws Exception {
    Model model = name.equals("mlp") ? Sets.mlp() : Sets.cnn();
    try (Program program = Program.compile(model, Sets.training())) {
      program.export(folder.resolve(name));
    }
    for (int batch : new int[] {1, 100}) {
      Values inputs = Sets.images(batch, 1).inputs();
      for (int threads : new int[] {1, 8}) {
        try (Predictor predictor = Predictor.load(folder.resolve(name))) {
          rate(predictor, inputs, threads, 1);
          double rate = rate(predictor, inputs, threads, SECONDS);
          System.out.printf(
              Locale.ROOT, "%s, batches of %d, %d threads: %.0f/s%n", name, batch, threads, rate);
        }
      }
    }
  }

  private static double rate(Predictor predictor, Values inputs, int threads, long seconds)
      throws Exception {
    AtomicLong answered = new AtomicLong();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    List<Future<?>> done = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      done.add(
          executor.submit(
              () -> {
                while (System.nanoTime() < end) {
                  answered.addAndGet(predictor.predict(inputs).length);
                }
              }));
    }
    for (Future<?> each : done) {
      each.get();
    }
    executor.shutdown();
    return answered.get() * 1e9 / (System.nanoTime() - start);
  }
}
