package io.atelier.lab.run;

import io.atelier.data.Examples;
import io.atelier.data.Values;
import io.atelier.engine.runtime.ModelSummary;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.History;
import io.atelier.engine.training.Scores;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.dataset.RunData;
import io.atelier.lab.json.Json;
import io.atelier.lab.json.SealedJson;
import io.atelier.lab.report.FinishedRun;
import io.atelier.lab.report.HtmlReport;
import io.atelier.lab.report.Report;
import io.atelier.lab.run.RunEpochs.Trained;
import io.atelier.lab.serving.ServedModel;
import io.atelier.lab.task.Task;
import io.atelier.lab.timing.Stopwatch;
import io.atelier.lab.timing.Timings.Phase;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run does after its last epoch: it tests the network, exports it and writes the report.
 *
 * @param run that is completed
 * @param program trained
 * @param examples trained and tested on, in the model's shape
 * @param folder of the run
 */
record RunCompletion(Run run, Program program, RunData examples, RunFolder folder) {
  /** How many of the test examples the exported model is tried with. */
  private static final int SAMPLE = 100;

  private static final Logger LOG = LoggerFactory.getLogger(RunCompletion.class);

  /**
   * {@return the report}
   *
   * @param trained what training gave
   * @param watch started with this process' part of the run
   * @param secondsBefore what the epochs of earlier parts took
   * @throws DivergedException if the loss left the finite numbers; the report is written
   * @throws IOException if a file cannot be written
   */
  Report complete(Trained trained, Stopwatch watch, double secondsBefore) throws IOException {
    History history = trained.history();
    Optional<Outcome> outcome = history.epochs().isEmpty() ? Optional.empty() : tested();
    Report report = report(trained, outcome, watch, secondsBefore);
    return run.timings()
        .phase(
            Phase.REPORT,
            () -> {
              folder.write("report.html", page(report, history));
              Report timed = report.timed(run.timings().seconds());
              SealedJson.write(folder.file("report.json"), timed);
              LOG.info("report written after {} s; timings: {}", report.seconds(), timed.timings());
              DivergedException.refuse(folder.path(), run.config(), history, timed);
              return timed;
            });
  }

  /** {@return how the network does; empty, and nothing exported, if its loss is not finite} */
  private Optional<Outcome> tested() throws IOException {
    RunConfig config = run.config();
    Task task = Task.of(run.data().set(), config.model()).under(config.training().loss());
    Outcome outcome =
        run.timings()
            .phase(
                Phase.TEST,
                () -> Outcome.of(program, task, config.training().loss(), examples.test()));
    LOG.info("test: {}", outcome.scores());
    if (!outcome.isFinite()) {
      return Optional.empty();
    }
    return run.timings()
        .phase(
            Phase.EXPORT,
            () -> {
              ServedModel served = run.served();
              program.export(
                  folder.file("saved_model"),
                  served.serving(config.model()),
                  sample(examples.test()),
                  served::writeInto);
              return Optional.of(outcome);
            });
  }

  /** {@return inputs to try the exported model with; empty for a model of several inputs} */
  private static Optional<Values> sample(Examples test) {
    return test.named().size() > 1
        ? Optional.empty()
        : Optional.of(test.inputs().slice(0, Math.min(SAMPLE, test.size())));
  }

  private Report report(
      Trained trained, Optional<Outcome> outcome, Stopwatch watch, double secondsBefore) {
    RunConfig config = run.config();
    History history = trained.history();
    double trainingSeconds = RunEpochs.seconds(history);
    long images = (long) examples.train().size() * history.epochs().size();
    int kept = run.stopping().kept(history, trained.ending());
    return new Report(
        config.model().name(),
        program.parameters(),
        config.training().seed(),
        program.device(),
        Json.name(config.execution().precision()),
        history.epochs().size(),
        history.ended(),
        trained.ending(),
        history.epochs().isEmpty() ? null : kept,
        Stopping.validation(history, kept).map(RunCompletion::scores).orElse(null),
        outcome.map(Outcome::scores).map(RunCompletion::scores).orElse(null),
        outcome.flatMap(Outcome::confusion).orElse(null),
        outcome.flatMap(Outcome::mistakes).orElse(null),
        outcome.flatMap(Outcome::classCounts).orElse(null),
        outcome.flatMap(Outcome::numbers).orElse(null),
        trainingSeconds == 0 ? 0 : images / trainingSeconds,
        secondsBefore + watch.seconds(),
        Map.of(),
        Provenances.of(run.data(), watch.started()));
  }

  private static Report.TestScores scores(Scores scores) {
    return new Report.TestScores(scores.loss(), scores.metrics());
  }

  private String page(Report report, History history) {
    RunConfig config = run.config();
    String summary = ModelSummary.of(config.model()).text(true, false);
    return HtmlReport.of(
        new FinishedRun(report, history, config.settings(), summary),
        Reports.tested(run.data().set(), config));
  }
}
