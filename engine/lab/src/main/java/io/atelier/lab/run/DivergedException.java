package io.atelier.lab.run;

import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.training.History;
import io.atelier.engine.training.TerminateOnNaN;
import io.atelier.lab.config.OptimizerEdit;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.report.Report;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** A training failed: its loss left the finite numbers. Its folder keeps its epochs. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private DivergedException(String message) {
    super(message);
  }

  /**
   * Refuses a run, trained and reported, whose loss left the finite numbers.
   *
   * @param path of the run's folder
   * @throws DivergedException if it did, with the epoch and what to try
   */
  static void refuse(Path path, RunConfig config, History history, Report report) {
    Optional<String> reason = reason(history, report);
    if (reason.isPresent()) {
      throw new DivergedException(
          "%s diverged: %s; train again with a smaller --learning-rate than %s%s. The epochs are in its history.csv%s"
              .formatted(
                  path,
                  reason.get(),
                  rate(config.training().optimizer()),
                  orMore(config),
                  kept(report)));
    }
  }

  /**
   * {@return what was no finite number, for people; empty if all was}
   *
   * @param history of a training that has ended
   * @param report of it; an older one may have the loss that is no number
   */
  static Optional<String> reason(History history, Report report) {
    boolean useless =
        report.epochsRun() > 0 && (report.test() == null || !Double.isFinite(report.test().loss()));
    return TerminateOnNaN.reason(history)
        .or(
            () ->
                useless
                    ? Optional.of(
                        "the loss on the test examples was no finite number after epoch "
                            + report.epochsRun())
                    : Optional.empty());
  }

  private static String rate(Optimizer optimizer) {
    OptionalDouble rate = OptimizerEdit.rate(optimizer);
    return rate.isPresent() ? Double.toString(rate.getAsDouble()) : "that of " + optimizer;
  }

  private static String orMore(RunConfig config) {
    return switch (config.execution().precision()) {
      case BFLOAT16, MIXED_FLOAT16 -> ", or with --precision float32";
      case FLOAT32, TF32 -> "";
    };
  }

  private static String kept(Report report) {
    return report.test() == null
        ? ""
        : ", and the weights of epoch " + report.weightsOfEpoch() + " are kept";
  }
}
