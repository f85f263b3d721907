package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExecutionTest {
  private static Program program(Device device) {
    return Program.compile(
        Sets.mlp(),
        Sets.training(),
        Optional.empty(),
        Optional.empty(),
        new Execution(device, 0, Compilation.AUTO));
  }

  @Test
  void theCpuIsAlwaysThere() {
    try (Program program = program(Device.CPU)) {
      assertThat(program.device()).isEqualTo("CPU");
    }
  }

  @Test
  void withoutAGpuAutoIsTheCpu() {
    assumeThat(Devices.types(Devices.config("GPU", 0))).doesNotContain("GPU");
    try (Program program = program(Device.AUTO)) {
      assertThat(program.device()).isEqualTo("CPU");
    }
  }

  @Test
  void aGpuThatIsNotThereIsAnError() {
    assumeThat(Devices.types(Devices.config("GPU", 0))).doesNotContain("GPU");
    assertThatIllegalStateException()
        .isThrownBy(() -> program(Device.GPU).close())
        .withMessage(
            "device gpu needs a GPU that TensorFlow can open, got none; use device cpu or auto, or see cuda-notes.md");
  }

  @Test
  void rejectsNegativeThreads() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Execution(Device.CPU, -1, Compilation.AUTO))
        .withMessage("Execution needs at least 0 threads, got -1; 0 takes one a core");
  }

  @Test
  void rejectsNegativeMemory() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Execution.AUTO.withMemory(-1))
        .withMessage(
            "Execution needs at least 0 bytes of memory, got -1; 0 takes a quarter of what is free");
  }

  @Test
  void memoryIsWhatIsSaidOrElseAPartOfWhatIsFree() {
    assertThat(Execution.AUTO.withMemory(1).budgetBytes()).isEqualTo(1);
    assertThat(Execution.AUTO.budgetBytes()).isBetween(256L << 20, 1L << 50);
  }
}
