package io.atelier.models.cli;

import io.atelier.data.Examples;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.Scores;
import io.atelier.models.config.RunConfig;
import io.atelier.models.run.LoadedData;
import io.atelier.models.run.Outcome;
import io.atelier.models.run.RunData;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code atelier evaluate}. */
@Command(
    name = "evaluate",
    description = "Prints a run's loss, accuracy and confusion matrix on the 10,000 test images.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RunOptions run;
  @Mixin private EvaluationBatch batch;
  @Mixin private DataOptions data;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (Program program = run.open(batch.of(run.execution()))) {
      RunConfig config = run.config();
      LoadedData loaded = data.load(config.data(), spec.commandLine().getErr());
      Examples test = RunData.of(loaded.set(), config.data()).shapedFor(config.model()).test();
      Scores scores = program.evaluate(test);
      run.requireFinite(scores.loss());
      out.printf(
          Locale.ROOT, "Test accuracy %.4f, loss %.6f%n%n", scores.accuracy(), scores.loss());
      print(out, Outcome.confusion(program, test).counts(), config.data().classNames());
    }
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, List<List<Long>> counts, List<String> names) {
    out.println("actual \\ predicted " + "%6s".repeat(counts.size()).formatted(places(counts)));
    for (int row = 0; row < counts.size(); row++) {
      out.printf("%2s %-15s ", row, names.get(row));
      counts.get(row).forEach(count -> out.printf("%6s", count));
      out.println();
    }
  }

  private static Object[] places(List<List<Long>> counts) {
    return java.util.stream.IntStream.range(0, counts.size()).boxed().toArray();
  }
}
