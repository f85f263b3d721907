package io.atelier.engine.runtime;

import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.device.NativeLibrary;
import io.atelier.engine.runtime.device.Tf32;
import io.atelier.engine.training.Verdict;
import java.util.Optional;

/** A program for a JVM of its own: allows TF32 or not, then trains compiled steps on the CPU. */
public final class SwitchedStep {
  private SwitchedStep() {}

  /**
   * Trains an epoch.
   *
   * @param arguments none; the system property {@code allowed} says whether TF32 is
   */
  public static void main(String[] arguments) {
    NativeLibrary.load();
    Tf32.allow(Boolean.getBoolean("allowed"));
    try (Program program =
        Program.compile(
            Sets.mlp(),
            Sets.training(),
            Optional.of(Sets.images(64, 1)),
            Optional.empty(),
            new Execution(Device.CPU, 0, Compilation.COMPILED))) {
      program.trainEpoch(0, progress -> Verdict.CONTINUE);
    }
  }
}
