package io.atelier.cli.peers;

import io.atelier.data.Examples;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.training.Progress;
import io.atelier.engine.training.Verdict;
import java.util.Optional;

/** Atelier, as its command line trains: loss and accuracy of every step are summed as well. */
public final class AtelierSide {
  private final Setting setting;
  private final Pace pace;
  private int seen;
  private double lossSum;

  private AtelierSide(Setting setting, Pace pace) {
    this.setting = setting;
    this.pace = pace;
  }

  /** Runs with a setting as JSON. */
  public static void main(String[] args) {
    Child.main(
        "atelier",
        (setting, examples, pace) -> new AtelierSide(setting, pace).train(examples),
        args);
  }

  private void train(Examples examples) {
    try (Program program = setting.config().compile(Optional.of(examples), Optional.empty())) {
      for (int epoch = 0; pace.goesOn(); epoch++) {
        seen = 0;
        lossSum = 0;
        program.trainEpoch(epoch, this::progressed);
      }
    }
  }

  /** Hears of chunks; a last batch alone is too short for one and goes with the next. */
  private Verdict progressed(Progress progress) {
    int batch = setting.batchSize();
    int more = progress.examples() - seen;
    double sum = progress.soFar().loss() * progress.examples();
    pace.stepped((more + batch - 1) / batch);
    if (pace.due()) {
      pace.read((sum - lossSum) / more);
    }
    seen = progress.examples();
    lossSum = sum;
    return pace.goesOn() ? Verdict.CONTINUE : new Verdict.Stop("measured");
  }
}
