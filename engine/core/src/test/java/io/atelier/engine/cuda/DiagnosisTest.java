package io.atelier.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.cuda.CudaLibrary.Part;
import io.atelier.engine.cuda.Diagnosis.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
  private static final String ALL = "build with -Pcuda, which brings all of them, or ";
  private static final String CUDNN = ALL + "'sudo apt-get install libcudnn9-cuda-12'";

  @TempDir Path folder;
  private Workstation workstation;

  @BeforeEach
  void workstation() throws IOException {
    workstation = new Workstation(folder.toRealPath());
  }

  private void is(Cause cause, String line) {
    Diagnosis diagnosis = workstation.diagnosis();
    assertThat(diagnosis.line()).isEqualTo(line);
    assertThat(diagnosis.cause()).isEqualTo(cause);
    assertThat(diagnosis.ready()).isEqualTo(cause == Cause.READY);
  }

  @Test
  void noLibrariesAtAll() throws IOException {
    workstation.driver("550.54.15");
    is(
        Cause.LIBRARY_MISSING,
        "14 libraries missing: libcudart.so.12, libnvJitLink.so.12, libcublasLt.so.12 and 11 more; "
            + ALL
            + "'sudo apt-get install cuda-cudart-12-6 libnvjitlink-12-6 libcublas-12-6"
            + " libcufft-12-6 libcusparse-12-6 libcusolver-12-6 libcudnn9-cuda-12'");
  }

  @Test
  void onlyTheRuntime() throws IOException {
    workstation.driver("550.54.15").libraries(Workstation.LIBRARIES, List.of("libcudart.so.12"));
    is(
        Cause.LIBRARY_MISSING,
        "13 libraries missing: libnvJitLink.so.12, libcublasLt.so.12, libcublas.so.12 and 10 more; "
            + ALL
            + "'sudo apt-get install libnvjitlink-12-6 libcublas-12-6"
            + " libcufft-12-6 libcusparse-12-6 libcusolver-12-6 libcudnn9-cuda-12'");
  }

  @Test
  void allButCudnn() throws IOException {
    workstation.driver("550.54.15").libraries("usr/local/cuda/lib64", Workstation.part(Part.CUDA));
    is(
        Cause.LIBRARY_MISSING,
        "7 libraries missing: libcudnn_graph.so.9, libcudnn_ops.so.9,"
            + " libcudnn_engines_precompiled.so.9 and 4 more; "
            + CUDNN);
  }

  @Test
  void anotherMajorVersionOfCudnn() throws IOException {
    workstation.driver("550.54.15").libraries("usr/local/cuda/lib64", Workstation.part(Part.CUDA));
    Path wrong = workstation.file(Workstation.LIBRARIES + "/libcudnn.so.8");
    is(
        Cause.WRONG_VERSION,
        "wrong version of cuDNN: library libcudnn.so.9 missing, got %s; ".formatted(wrong) + CUDNN);
  }

  @Test
  void allLibrariesAndNoDriver() throws IOException {
    workstation.libraries(Workstation.LIBRARIES, Workstation.all());
    is(
        Cause.NO_DRIVER,
        "no NVIDIA driver; install one, 525.60.13 or newer, if there is an NVIDIA GPU");
  }

  @Test
  void allThatIsNeeded() throws IOException {
    workstation.driver("525.60.13").libraries(Workstation.LIBRARIES, Workstation.all());
    is(Cause.READY, "GPU ready");
  }

  @Test
  void librariesForCompilersAndProfilersAreNotNeeded() throws IOException {
    workstation.driver("525.60.13").libraries(Workstation.LIBRARIES, Workstation.all());
    for (String optional : List.of("libnvrtc-builtins.so.12", "libnvrtc.so.12", "libcupti.so.12")) {
      Files.delete(folder.resolve(Workstation.LIBRARIES).resolve(optional));
    }
    is(Cause.READY, "GPU ready");
  }

  @ParameterizedTest
  @CsvSource({"525.60.12", "470.223.02", "525.60"})
  void anOldDriver(String version) throws IOException {
    workstation.driver(version).libraries(Workstation.LIBRARIES, Workstation.all());
    is(Cause.DRIVER_TOO_OLD, "driver too old: " + version + "; CUDA 12 needs 525.60.13 or newer");
  }

  @Test
  void theDriverOfAnOpenKernelModule() throws IOException {
    workstation.driver("550.54.15").libraries(Workstation.LIBRARIES, Workstation.all());
    workstation.file(
        "proc/driver/nvidia/version",
        "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  470.35.03  Release Build\n");
    assertThat(workstation.diagnosis().reason()).isEqualTo("driver too old: 470.35.03");
  }

  @Test
  void aContainerWithoutTheDriversLibrary() throws IOException {
    workstation.driver("550.54.15").libraries(Workstation.LIBRARIES, Workstation.all());
    Files.delete(folder.resolve(Workstation.LIBRARIES).resolve("libcuda.so.1"));
    is(
        Cause.NO_DRIVER_LIBRARY,
        "library libcuda.so.1 missing, though the kernel has the driver; in a container, start it"
            + " with the NVIDIA container toolkit (--gpus all); else install the driver's libcuda1");
  }

  @Test
  void theDriverOfWindowsIsOne() throws IOException {
    workstation.libraries(Workstation.LIBRARIES, Workstation.all());
    workstation.file("usr/lib/wsl/lib/libcuda.so.1");
    workstation.file("dev/dxg");
    is(Cause.READY, "GPU ready");
  }

  @Test
  void aKernelThatTellsNoVersionMayHaveADriver() throws IOException {
    workstation.libraries(Workstation.LIBRARIES, Workstation.all());
    workstation.file("dev/nvidiactl");
    is(
        Cause.NO_DRIVER,
        "no NVIDIA driver; install one, 525.60.13 or newer, if there is an NVIDIA GPU");
    workstation.file(Workstation.LIBRARIES + "/libcuda.so.1");
    is(Cause.READY, "GPU ready");
  }

  @Test
  void theDriversLibraryAloneIsNoDriver() throws IOException {
    workstation.libraries(Workstation.LIBRARIES, Workstation.all());
    Path library = workstation.file(Workstation.LIBRARIES + "/libcuda.so.1");
    is(
        Cause.NO_DRIVER,
        "no NVIDIA driver in the kernel, only its library %s; in a container, start it with the machine's GPUs (--gpus all); else install one, 525.60.13 or newer"
            .formatted(library));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDriverThatWasUpdatedNeedsARestart() throws IOException {
    workstation.driver("550.54.15").libraries(Workstation.LIBRARIES, Workstation.all());
    program(
        """
        #!/bin/sh
        echo
        echo 'Failed to initialize NVML: Driver/library version mismatch'
        echo 'NVML library version: 550.90'
        exit 18
        """);
    is(
        Cause.DRIVER_UPDATED,
        "the driver was updated while the kernel has the old one: Failed to initialize NVML:"
            + " Driver/library version mismatch; restart the machine");
    program("#!/bin/sh\necho 'No devices were found'\nexit 6\n");
    assertThat(CudaFacts.on(workstation.machine()).complaint()).hasValue("No devices were found");
    is(Cause.READY, "GPU ready");
  }

  @Test
  void theBuildForTheCpu() throws IOException {
    Path natives = folder.resolve("cpu");
    workstation.file("cpu/org/tensorflow/internal/c_api/linux-x86_64/libjnitensorflow.so");
    workstation
        .driver("550.54.15")
        .libraries(Workstation.LIBRARIES, Workstation.all())
        .classPath(natives);
    is(
        Cause.CPU_NATIVES,
        "TensorFlow's build for the CPU is in use; build with -Pgpu, or 'atelier --natives gpu'");
  }

  @ParameterizedTest
  @CsvSource({"''", "-1"})
  void hiddenGpus(String visible) throws IOException {
    workstation
        .driver("550.54.15")
        .libraries(Workstation.LIBRARIES, Workstation.all())
        .variable("CUDA_VISIBLE_DEVICES", visible);
    is(Cause.HIDDEN, "CUDA_VISIBLE_DEVICES hides all GPUs: '" + visible + "'; unset it");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void gpusThatOthersFill() throws IOException {
    workstation.driver("550.54.15").libraries(Workstation.LIBRARIES, Workstation.all());
    smi("0, NVIDIA A2, 15356, 511, 8.6");
    is(
        Cause.NO_MEMORY,
        "no memory: GPU 0 has 511 of 15356 MiB free; see 'nvidia-smi' for who uses it");
    smi("0, NVIDIA A2, 15356, 512, 8.6\n1, NVIDIA A2, 15356, 511, 8.6");
    is(Cause.READY, "GPU ready: NVIDIA A2");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyTheGpusThatAreToBeUsedNeedMemory() throws IOException {
    workstation.driver("550.54.15").libraries(Workstation.LIBRARIES, Workstation.all());
    smi("0, NVIDIA A2, 15356, 4, 8.6\n1, NVIDIA A2, 15356, 9000, 8.6");
    is(
        Cause.NO_MEMORY,
        "no memory: GPU 0 has 4 of 15356 MiB free; see 'nvidia-smi' for who uses it");
    CudaFacts facts = CudaFacts.on(workstation.machine());
    assertThat(Diagnosis.of(facts, List.of(facts.gpus().get(1))).cause()).isEqualTo(Cause.READY);
    assertThat(Diagnosis.of(facts, facts.gpus()).cause()).isEqualTo(Cause.NO_MEMORY);
    workstation.variable("CUDA_VISIBLE_DEVICES", "1");
    is(Cause.READY, "GPU ready: NVIDIA A2");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void gpusAreCountedAmongThoseThatCudaShows() throws IOException {
    workstation.driver("550.54.15");
    smi("0, a, 1, 1, 8.6\n1, b, 1, 1, 8.6\n2, c, 1, 1, 8.6");
    assertThat(shown()).containsExactly(0, 1, 2);
    workstation.variable("CUDA_VISIBLE_DEVICES", "2, 0");
    assertThat(shown()).containsExactly(2, 0);
    workstation.variable("CUDA_VISIBLE_DEVICES", "1,-1,0");
    assertThat(shown()).containsExactly(1);
    workstation.variable("CUDA_VISIBLE_DEVICES", "GPU-8932f937");
    assertThat(shown()).isEmpty();
  }

  private List<Integer> shown() {
    return CudaFacts.on(workstation.machine()).shown().stream().map(Gpu::index).toList();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatTheDriversProgramTells() throws IOException {
    workstation.driver("550.54.15");
    smi("0, NVIDIA H100 80GB HBM3, 81559, 81008, 9.0\n1, NVIDIA A2, [N/A], [N/A], [N/A]");
    CudaFacts facts = CudaFacts.on(workstation.machine());
    assertThat(facts.driverCuda()).hasValue("12.4");
    assertThat(facts.gpus()).hasSize(2);
    Gpu first = facts.gpus().get(0);
    assertThat(first.name()).isEqualTo("NVIDIA H100 80GB HBM3");
    assertThat(first.memoryBytes()).hasValue(81_559L * 1024 * 1024);
    assertThat(first.freeBytes()).hasValue(81_008L * 1024 * 1024);
    assertThat(first.computeCapability()).hasValue("9.0");
    assertThat(facts.gpus().get(1).memoryBytes()).isEmpty();
    assertThat(facts.gpus().get(1).computeCapability()).isEmpty();
  }

  @Test
  void withoutTheDriversProgramTheKernelTellsTheNames() throws IOException {
    workstation.driver("550.54.15");
    workstation.file(
        "proc/driver/nvidia/gpus/0000:01:00.0/information",
        "Model: \t\t NVIDIA GeForce RTX 4090\nIRQ:   \t\t 131\n");
    CudaFacts facts = CudaFacts.on(workstation.machine());
    assertThat(facts.gpus()).extracting(Gpu::name).containsExactly("NVIDIA GeForce RTX 4090");
    assertThat(facts.driverCuda()).isEmpty();
  }

  @Test
  void anotherPlatform() {
    Machine linux = workstation.machine();
    Machine mac = new Machine(linux.root(), linux.environment(), linux.classPath(), "macosx-arm64");
    assertThat(Diagnosis.of(CudaFacts.on(mac)).line())
        .isEqualTo("TensorFlow has no GPU build for macosx-arm64");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-arm64",
    "Mac OS X, aarch64, macosx-arm64",
    "Windows 11, amd64, windows-x86_64"
  })
  void platformsAreNamedAsTheNativeLibraries(String system, String processor, String platform) {
    assertThat(Machine.platform(system, processor)).isEqualTo(platform);
  }

  @Test
  void whatIsCertainIsSeenAtAGlance() throws IOException {
    workstation.libraries(Workstation.LIBRARIES, Workstation.all());
    assertThat(Diagnosis.of(CudaFacts.atAGlance(workstation.machine())))
        .isEqualTo(workstation.diagnosis());
    workstation.driver("550.54.15");
    assertThat(Diagnosis.of(CudaFacts.atAGlance(workstation.machine())).cause().certain())
        .isFalse();
    workstation.classPath();
    assertThat(Diagnosis.of(CudaFacts.atAGlance(workstation.machine())))
        .isEqualTo(workstation.diagnosis());
  }

  @Test
  void whatTensorFlowAnswersComesFirst() throws IOException {
    CudaFacts nothing = CudaFacts.on(workstation.machine());
    assertThat(
            Diagnosis.of(nothing.asked(true, List.of(new Failure("broken", "")), Optional.empty()))
                .cause())
        .isEqualTo(Cause.READY);
    workstation.driver("550.54.15").libraries(Workstation.LIBRARIES, Workstation.all());
    CudaFacts all = CudaFacts.on(workstation.machine());
    assertThat(Diagnosis.of(all.asked(false, List.of(), Optional.empty())).line())
        .isEqualTo("TensorFlow registers none of the GPUs; TF_CPP_MIN_LOG_LEVEL=0 has it say more");
    String full = "CUDA_ERROR_OUT_OF_MEMORY";
    assertThat(Diagnosis.of(all.asked(false, List.of(), Optional.of(full))).reason())
        .isEqualTo("TensorFlow cannot open the GPU: CUDA_ERROR_OUT_OF_MEMORY");
    assertThat(
            Diagnosis.of(
                    all.asked(
                        false,
                        List.of(new Failure("libcudart.so.12: file too short", "repair it")),
                        Optional.empty()))
                .line())
        .isEqualTo("a library cannot be loaded: libcudart.so.12: file too short; repair it");
  }

  @Test
  void onlyWhatNoAnswerCanChangeIsCertain() {
    assertThat(List.of(Cause.values()).stream().filter(Cause::certain))
        .containsExactly(Cause.PLATFORM, Cause.NO_DRIVER, Cause.CPU_NATIVES);
  }

  private void smi(String gpus) throws IOException {
    program(
        """
        #!/bin/sh
        case "$1" in
          --query-gpu=index,name,memory.total,memory.free,compute_cap) echo '%s' ;;
          *) echo '| NVIDIA-SMI 550.54.15   Driver Version: 550.54.15   CUDA Version: 12.4 |' ;;
        esac
        """
            .formatted(gpus));
  }

  private void program(String script) throws IOException {
    Path program = workstation.file("bin/nvidia-smi", script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    workstation.variable("PATH", program.getParent());
    assertThat(workstation.machine().program("nvidia-smi")).isEqualTo(Optional.of(program));
  }
}
