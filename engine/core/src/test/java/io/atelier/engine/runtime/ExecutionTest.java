package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.atelier.engine.cuda.Gpu;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.runtime.Execution.Device;
import io.atelier.engine.runtime.device.Devices;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

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
    assumeThat(Devices.list(Devices.config("GPU", 0)))
        .extracting(Devices.Registered::type)
        .doesNotContain("GPU");
    try (Program program = program(Device.AUTO)) {
      assertThat(program.device()).isEqualTo("CPU");
    }
  }

  @Test
  void aGpuThatIsNotThereIsAnError() {
    assumeThat(Path.of("/proc/driver/nvidia/version")).doesNotExist();
    assertThatIllegalStateException()
        .isThrownBy(() -> program(Device.GPU).close())
        .withMessage(
            "device gpu needs a GPU that TensorFlow can use, got none: no NVIDIA driver;"
                + " install one, 525.60.13 or newer, if there is an NVIDIA GPU,"
                + " or use device cpu or auto");
  }

  @Test
  void withoutAGpuAutoSaysWhyInOneLine() {
    assumeThat(Path.of("/proc/driver/nvidia/version")).doesNotExist();
    Logger logger = (Logger) LoggerFactory.getLogger(Devices.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try (Program program = program(Device.AUTO)) {
      assertThat(program.withoutGpu())
          .hasValue("no NVIDIA driver; install one, 525.60.13 or newer, if there is an NVIDIA GPU");
      assertThat(lines.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .containsExactly("running on the CPU: " + program.withoutGpu().orElseThrow());
    } finally {
      logger.detachAppender(lines);
    }
    try (Program program = program(Device.CPU)) {
      assertThat(program.withoutGpu()).isEmpty();
      assertThat(lines.list).hasSize(1);
    }
  }

  @Test
  void limitsOnTheGpuReachTensorFlow() {
    GpuLimits limits = new GpuLimits(Optional.of(1), 3L << 29);
    var options = Devices.config("GPU", Execution.AUTO.withGpu(limits)).getGpuOptions();
    assertThat(options.getVisibleDeviceList()).isEqualTo("1");
    assertThat(options.getAllowGrowth()).isTrue();
    assertThat(options.getExperimental().getVirtualDevices(0).getMemoryLimitMb(0)).isEqualTo(1536);
    Execution two = Execution.AUTO.withGpu(new GpuLimits(Optional.empty(), 3L << 29));
    var both = Devices.config("GPU", two.withReplicas(2)).getGpuOptions();
    assertThat(both.getVisibleDeviceList()).isEqualTo("0,1");
    assertThat(both.getExperimental().getVirtualDevicesCount()).isEqualTo(2);
    var free = Devices.config("GPU", Execution.AUTO).getGpuOptions();
    assertThat(free.getAllowGrowth()).isTrue();
    assertThat(free.getVisibleDeviceList()).isEqualTo("0");
    assertThat(free.getExperimental().getVirtualDevicesCount()).isZero();
    assertThat(Devices.config("CPU", Execution.AUTO).getDeviceCountMap()).containsEntry("GPU", 0);
  }

  @Test
  void rejectsLimitsThatNoGpuHas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GpuLimits(Optional.of(-1), 0))
        .withMessage("GpuLimits needs the index of a GPU, 0 or more, got -1; see nvidia-smi");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GpuLimits(Optional.empty(), 1000))
        .withMessage("GpuLimits needs at least 1048576 bytes of memory, got 1000; 0 takes all");
  }

  @Test
  void rejectsNegativeThreads() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Execution(Device.CPU, -1, Compilation.AUTO))
        .withMessage("Execution needs 0 to 1024 threads, got -1; 0 takes one a core");
  }

  @Test
  void rejectsNegativeMemory() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Execution.AUTO.withMemory(-1))
        .withMessage(
            "Execution needs at least 0 bytes of memory, got -1; 0 takes a quarter of what is free");
  }

  @Test
  void fewerGpusThanReplicasAreAnError() {
    assumeThat(Path.of("/proc/driver/nvidia/version")).doesNotExist();
    assertThatIllegalStateException()
        .isThrownBy(() -> Devices.choose(Execution.AUTO.withReplicas(2)))
        .withMessage(
            "gpus needs 2 GPUs that TensorFlow can use, got none: no NVIDIA driver;"
                + " install one, 525.60.13 or newer, if there is an NVIDIA GPU, or leave gpus out");
  }

  @Test
  void rejectsReplicasThatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Execution.AUTO.withReplicas(0))
        .withMessage("Execution needs 1 to 64 replicas, got 0; 1 is one device");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Execution.AUTO.withGpu(new GpuLimits(Optional.of(1), 0)).withReplicas(2))
        .withMessage(
            "Execution needs 1 replica to use one GPU alone, got 2 and GPU 1; choose one of them");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Execution(Device.CPU, 0, Compilation.COMPILED).withReplicas(2))
        .withMessage(
            "Execution needs 1 replica to compile whole steps, got 2; leave the compilation to AUTO");
  }

  @Test
  void memoryIsWhatIsSaidOrElseAPartOfWhatIsFree() {
    Devices.Choice cpu = Devices.Choice.cpu(Optional.empty());
    Devices.Choice gpu = new Devices.Choice("GPU", Optional.empty(), OptionalLong.of(3L << 30));
    assertThat(Execution.AUTO.withMemory(1).budgetBytes(cpu, 1L << 40)).isEqualTo(1);
    assertThat(Execution.AUTO.budgetBytes(cpu, 1L << 40)).isBetween(256L << 20, 1L << 50);
    assertThat(Execution.AUTO.budgetBytes(gpu, 1)).isEqualTo(256L << 20);
    // With nvidia-smi or without: no more than TensorFlow takes, or a limit leaves.
    assertThat(Execution.AUTO.budgetBytes(gpu, 1L << 40)).isLessThanOrEqualTo(768L << 20);
    assertThat(limited(Optional.empty(), 2L << 30).budgetBytes(gpu, 1L << 40))
        .isLessThanOrEqualTo(512L << 20);
  }

  @Test
  void aGpusFreeMemoryIsTheOneThatIsUsed() {
    List<Gpu> gpus = List.of(gpu(0, 8L << 30), gpu(1, 6L << 30));
    OptionalLong none = OptionalLong.empty();
    assertThat(Execution.AUTO.free(gpus, none)).hasValue(8L << 30);
    assertThat(Execution.AUTO.withReplicas(2).free(gpus, none)).hasValue(6L << 30);
    assertThat(limited(Optional.of(1), 0).free(gpus, none)).hasValue(6L << 30);
    assertThat(limited(Optional.of(1), 0).free(gpus, OptionalLong.of(5L << 30))).hasValue(5L << 30);
    assertThat(limited(Optional.of(0), 1L << 30).free(gpus, none)).hasValue(1L << 30);
    assertThat(limited(Optional.of(0), 1L << 30).free(List.of(), none)).hasValue(1L << 30);
    assertThat(limited(Optional.of(2), 0).free(gpus, none)).isEmpty();
  }

  private static Gpu gpu(int index, long freeBytes) {
    return new Gpu(
        index, "GPU", OptionalLong.of(16L << 30), OptionalLong.of(freeBytes), Optional.empty());
  }

  private static Execution limited(Optional<Integer> index, long memoryBytes) {
    return Execution.AUTO.withGpu(new GpuLimits(index, memoryBytes));
  }

  @Test
  void tensorFlowTellsWhatItHas() {
    assertThat(Devices.list(Devices.config("CPU", 0)))
        .containsExactly(new Devices.Registered("CPU", 256L << 20));
  }

  @Test
  void refusesWhatWouldHangAMachine() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Execution(Execution.Device.CPU, 1_000_000, Execution.Compilation.AUTO))
        .withMessage("Execution needs 0 to 1024 threads, got 1000000; 0 takes one a core");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Execution.AUTO.withReplicas(1_000_000))
        .withMessage("Execution needs 1 to 64 replicas, got 1000000; 1 is one device");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Execution.AUTO.withEvaluationBatch(Integer.MAX_VALUE))
        .withMessageStartingWith("Execution needs 0 to 1000000 examples to evaluate at a time");
  }
}
