package io.atelier.cli;

import io.atelier.cli.display.FindingsText;
import io.atelier.cli.option.DataOptions;
import io.atelier.cli.option.RunOptions;
import io.atelier.engine.runtime.Program;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.EvaluationSet;
import io.atelier.lab.report.Report.TestScores;
import io.atelier.lab.report.ScoresInWords;
import io.atelier.lab.run.EvaluationData;
import io.atelier.lab.run.Outcome;
import io.atelier.lab.task.Task;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code atelier evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Prints a run's loss and metrics on its test examples, and what fits what it was trained for: a"
          + " confusion matrix, precision and recall of every class, or how well numbers are predicted.",
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RunOptions run;
  @Mixin private EvaluationBatch batch;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Other data of the same kind, all of whose examples are unseen; or where the run's own"
              + " data are now. Default: the run's own data, where they were.")
  private String data;

  @Option(
      names = "--set",
      paramLabel = "SET",
      description =
          "Which examples: ${COMPLETION-CANDIDATES}. Default: test; of other data without a test"
              + " part, all.")
  private EvaluationSet set;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Program program = run.open(batch.of(run.execution()))) {
      RunConfig config = run.config();
      EvaluationData chosen =
          EvaluationData.of(
              run.existing(),
              Optional.ofNullable(data),
              Optional.ofNullable(set),
              (wanted, elsewhere) -> DataOptions.load(wanted, elsewhere, err));
      chosen.notes().forEach(err::println);
      err.flush();
      Task task = EvaluationData.task(config, chosen.examples());
      Outcome outcome = Outcome.of(program, task, config.training().loss(), chosen.examples());
      run.requireFinite(outcome.scores().loss());
      TestScores scores = new TestScores(outcome.scores().loss(), outcome.scores().metrics());
      out.printf("%s %s%n", chosen.set().title(), ScoresInWords.exact(scores));
      new FindingsText(out, names(task)).print(outcome.findings());
    }
    out.flush();
    return 0;
  }

  private static List<String> names(Task task) {
    if (task instanceof Task.Classes classes) {
      return classes.names();
    }
    return task instanceof Task.Labels labels ? labels.names() : List.of();
  }
}
