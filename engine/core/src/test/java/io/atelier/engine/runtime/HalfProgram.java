package io.atelier.engine.runtime;

import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.Execution.Precision;
import java.util.List;
import java.util.Optional;

/** A program for a JVM of its own: predicts in bfloat16, or says why it cannot. */
public final class HalfProgram {
  private HalfProgram() {}

  /**
   * Tries a dense and a convolutional network.
   *
   * @param args none
   */
  public static void main(String[] args) {
    for (Model model : List.of(Sets.mlp(), Sets.cnn())) {
      Execution half = Execution.AUTO.on(Device.CPU).withPrecision(Precision.BFLOAT16);
      try (Program program =
          Program.compile(model, Sets.training(), Optional.empty(), Optional.empty(), half)) {
        System.out.println(program.predict(Sets.images(8, 1).inputs()).length);
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
