package io.atelier.lab.run;

import io.atelier.engine.training.History;
import io.atelier.engine.training.Scores;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.json.Json;
import io.atelier.lab.report.Ending;
import io.atelier.lab.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Requires a report to say what its run's other files say.
 *
 * @param run the run's folder
 * @param report that it gave
 */
record ReportCheck(Path run, Report report) {
  /**
   * @throws IOException if it says something else; the message names the key
   */
  void require(RunConfig config, History history) throws IOException {
    int epochs = history.epochs().size();
    same("model", report.model(), config.model().name());
    same("seed", report.seed(), config.training().seed());
    same("precision", report.precision(), Json.name(config.execution().precision()));
    same("epochs_run", report.epochsRun(), epochs);
    if (report.ending() == Ending.ALL_EPOCHS && config.training().epochs() != epochs) {
      throw new IOException(
          "%s needs the epochs it was trained for, %s, got %s: a finished run is not trained on; set epochs back to %s in its config.json, or train anew in another folder"
              .formatted(run, epochs, config.training().epochs(), epochs));
    }
    if (report.weightsOfEpoch() != null) {
      int kept = new Stopping(config).kept(history, report.ending());
      same("weights_of_epoch", report.weightsOfEpoch(), epochs == 0 ? null : kept);
    }
    // Reports of before it was recorded have the last epoch's, also if they are not finite.
    int shown = report.weightsOfEpoch() == null ? epochs : report.weightsOfEpoch();
    Optional<Scores> validation = Stopping.validation(history, shown);
    if (report.weightsOfEpoch() != null || validation.isPresent()) {
      same(
          "validation",
          report.validation() == null ? "none" : "some",
          validation.isEmpty() ? "none" : "some");
    }
    if (validation.isPresent()) {
      same("validation.loss", (float) report.validation().loss(), (float) validation.get().loss());
      for (String metric : validation.get().metrics().keySet()) {
        Double got = report.validation().metrics().get(metric);
        same(
            "validation." + metric,
            got == null ? null : got.floatValue(),
            validation.get().metrics().get(metric).floatValue());
      }
    }
    if (report.test() != null) {
      same(
          "test",
          Set.copyOf(report.test().metrics().keySet()),
          Set.copyOf(config.training().metricNames()));
    }
    double trained = RunEpochs.seconds(history);
    // The history has each epoch's to half a millisecond.
    if (report.seconds() < trained - epochs * 5e-4 - 1e-6) {
      throw wrong("seconds", "at least " + trained, report.seconds());
    }
  }

  private void same(String key, Object got, Object needed) throws IOException {
    if (!Objects.equals(got, needed)) {
      throw wrong(key, String.valueOf(needed), got);
    }
  }

  private IOException wrong(String key, String needed, Object got) {
    return Json.damaged(
        run.resolve("report.json"),
        "setting '%s' needs %s, as its config.json and history.csv have it, got %s"
            .formatted(key, needed, got),
        null);
  }
}
