package io.atelier.engine.cuda;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.training.Verdict;
import java.util.Optional;

/** A program for a JVM of its own: tells XLA something, then lets it compile a step. */
final class CompiledStep {
  private CompiledStep() {}

  /**
   * Trains one epoch.
   *
   * @param args none; the system property {@code flags} is what XLA is told
   */
  public static void main(String[] args) {
    ProcessEnvironment.set(XlaSetup.VARIABLE, System.getProperty("flags"));
    Model model =
        Model.of(
            "told",
            Input.bytes(2, 2, 1),
            new Rescaling(1, 255),
            new Flatten(),
            new Dense(2, Activation.SOFTMAX));
    Examples examples =
        new Examples(ByteValues.of(new byte[32], 8, 2, 2, 1), IntValues.of(new int[8], 8));
    try (Program program =
        Program.compile(
            model,
            Training.of(new Sgd(0.1), 4),
            Optional.of(examples),
            Optional.empty(),
            new Execution(Execution.Device.CPU, 0, Execution.Compilation.COMPILED))) {
      System.out.println(program.trainEpoch(0, progress -> Verdict.CONTINUE));
    }
  }
}
