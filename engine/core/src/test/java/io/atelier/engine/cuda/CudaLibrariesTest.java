package io.atelier.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.cuda.CudaFolder.Origin;
import io.atelier.engine.cuda.CudaLibraries.Finding;
import io.atelier.engine.cuda.CudaLibrary.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CudaLibrariesTest {
  @TempDir Path folder;
  private Workstation workstation;

  @BeforeEach
  void workstation() throws IOException {
    workstation = new Workstation(folder.toRealPath());
  }

  private Finding found(String soname) {
    return CudaLibraries.on(workstation.machine()).findings().stream()
        .filter(finding -> finding.wanted().soname().equals(soname))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachComesAfterWhatItNeeds() {
    List<String> order = Workstation.all();
    assertThat(order)
        .doesNotHaveDuplicates()
        .containsSubsequence("libcublasLt.so.12", "libcublas.so.12", "libcusolver.so.11")
        .containsSubsequence("libnvJitLink.so.12", "libcusparse.so.12", "libcusolver.so.11")
        .containsSubsequence("libcudnn_graph.so.9", "libcudnn_ops.so.9", "libcudnn_cnn.so.9")
        .startsWith("libcudart.so.12")
        .endsWith("libcudnn.so.9");
  }

  @Test
  void theNamedFolderComesFirstTheToolkitBeforeTheLinkersPath() throws IOException {
    workstation.libraries(Workstation.LIBRARIES, Workstation.all());
    assertThat(found("libcufft.so.11").origin()).hasValue(Origin.LINKER);
    workstation.libraries("usr/local/cuda-12.4/lib64", Workstation.all());
    assertThat(found("libcufft.so.11").origin()).hasValue(Origin.TOOLKIT);
    Path named = workstation.file("mine/libcufft.so.11");
    workstation.variable("ATELIER_CUDA", named.getParent());
    assertThat(found("libcufft.so.11").file()).hasValue(named);
    assertThat(found("libcufft.so.11").origin()).hasValue(Origin.NAMED);
    assertThat(found("libcudart.so.12").origin()).hasValue(Origin.TOOLKIT);
  }

  @Test
  void aPartIsTakenFromTheFolderThatHasMostOfIt() throws IOException {
    workstation.libraries("usr/local/cuda/lib64", List.of("libcudnn.so.9", "libcudart.so.12"));
    workstation.libraries(Workstation.LIBRARIES, Workstation.part(Part.CUDNN));
    assertThat(found("libcudnn.so.9").origin()).hasValue(Origin.LINKER);
    assertThat(found("libcudart.so.12").origin()).hasValue(Origin.TOOLKIT);
  }

  @Test
  void theNewestToolkitComesFirst() throws IOException {
    for (String version : List.of("12.2", "12.6", "12.4")) {
      workstation.libraries("usr/local/cuda-" + version + "/lib64", List.of("libcudart.so.12"));
    }
    assertThat(found("libcudart.so.12").file().orElseThrow().toString()).contains("cuda-12.6");
    Path home = workstation.file("opt/mine/lib64/libcudart.so.12").getParent().getParent();
    workstation.variable("CUDA_HOME", home);
    assertThat(found("libcudart.so.12").file().orElseThrow()).startsWith(home);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/local/cuda/targets/x86_64-linux/lib",
        "opt/cuda/lib64",
        "lib64",
        "usr/lib",
        "opt/listed",
        "opt/included"
      })
  void looksIntoTheUsualPlaces(String place) throws IOException {
    workstation.file("etc/ld.so.conf", "include ld.so.conf.d/*.conf\n/opt/listed # by hand\n");
    workstation.file("etc/ld.so.conf.d/cuda.conf", "# a comment\n/opt/included\n");
    workstation.file("etc/ld.so.conf.d/other.txt", "/opt/left-out\n");
    workstation.libraries("opt/left-out", Workstation.all());
    assertThat(found("libcudart.so.12").file()).isEmpty();
    Path library = workstation.file(place + "/libcudart.so.12");
    assertThat(found("libcudart.so.12").file()).hasValue(library);
  }

  @Test
  void looksIntoTheFoldersOfTheEnvironment() throws IOException {
    Path library = workstation.file("anywhere/libcudart.so.12");
    workstation.variable("LD_LIBRARY_PATH", "/nonexistent::" + library.getParent());
    assertThat(found("libcudart.so.12").file()).hasValue(library);
  }

  @Test
  void takesAFileWithItsMinorVersionWhereTheLinkIsMissing() throws IOException {
    Path library = workstation.file(Workstation.LIBRARIES + "/libcublas.so.12.6.4.1");
    assertThat(found("libcublas.so.12").file()).hasValue(library);
    Path builtins = workstation.file(Workstation.LIBRARIES + "/libnvrtc-builtins.so.12.6");
    assertThat(found("libnvrtc-builtins.so.12").file()).hasValue(builtins);
  }

  @ParameterizedTest
  @ValueSource(strings = {"libcublas.so.11", "libcublas.so.120", "libcublas.so.13.0.2"})
  void anotherMajorVersionIsNotTheLibrary(String file) throws IOException {
    Path other = workstation.file(Workstation.LIBRARIES + "/" + file);
    assertThat(found("libcublas.so.12").file()).isEmpty();
    assertThat(found("libcublas.so.12").otherMajor()).hasValue(other);
  }

  @Test
  void aLinkThatLeadsNowhereIsNotALibrary() throws IOException {
    Path library = workstation.file(Workstation.LIBRARIES + "/libcublas.so.12");
    Files.delete(library);
    Files.createSymbolicLink(library, Path.of("gone"));
    assertThat(found("libcublas.so.12").file()).isEmpty();
  }

  @Test
  void findsWhatXlaNeedsInAToolkitAndInPythonsPackages() throws IOException {
    assertThat(XlaTools.on(workstation.machine()).libdevice()).isEmpty();
    Path triton =
        workstation.file(
            "usr/local/lib/python3.11/dist-packages/triton/backends/nvidia/lib/libdevice.10.bc");
    assertThat(XlaTools.on(workstation.machine()).libdevice()).hasValue(triton);
    Path nvcc =
        workstation.file(
            "home/me/.local/lib/python3.12/site-packages/nvidia/cuda_nvcc/nvvm/libdevice/libdevice.10.bc");
    assertThat(XlaTools.on(workstation.machine()).libdevice()).hasValue(nvcc);
    Path toolkit = workstation.file("usr/local/cuda/nvvm/libdevice/libdevice.10.bc");
    assertThat(XlaTools.on(workstation.machine()).libdevice()).hasValue(toolkit);
    Path ptxas = workstation.file("usr/local/cuda/bin/ptxas");
    assertThat(XlaTools.on(workstation.machine()).ptxas()).isEmpty();
    assertThat(ptxas.toFile().setExecutable(true)).isTrue();
    assertThat(XlaTools.on(workstation.machine()).ptxas()).hasValue(ptxas);
  }

  @Test
  void ptxasIsTheOneThatCameWithLibdevice() throws IOException {
    Path other = program("somewhere/ptxas");
    workstation.variable("PATH", other.getParent());
    workstation.file("usr/local/cuda/nvvm/libdevice/libdevice.10.bc");
    assertThat(XlaTools.on(workstation.machine()).ptxas()).hasValue(other);
    Path own = program("usr/local/cuda/bin/ptxas");
    assertThat(XlaTools.on(workstation.machine()).ptxas()).hasValue(own);
    Files.delete(folder.toRealPath().resolve("usr/local/cuda/nvvm/libdevice/libdevice.10.bc"));
    assertThat(XlaTools.on(workstation.machine()).ptxas()).hasValue(other);
    String triton = "usr/lib/python3/dist-packages/triton/backends/nvidia/";
    workstation.file(triton + "lib/libdevice.10.bc");
    own = program(triton + "bin/ptxas");
    assertThat(XlaTools.on(workstation.machine()).ptxas()).hasValue(own);
  }

  @Test
  void aFolderThatXlasFlagsNameIsTheOnlyOne() throws IOException {
    workstation.file("usr/local/cuda/nvvm/libdevice/libdevice.10.bc");
    Path mine = Files.createDirectories(workstation.root().resolve("mine"));
    workstation.variable("XLA_FLAGS", "--xla_dump_to=/tmp --xla_gpu_cuda_data_dir='" + mine + "'");
    assertThat(XlaTools.on(workstation.machine()).libdevice()).isEmpty();
    Path libdevice = workstation.file("mine/nvvm/libdevice/libdevice.10.bc");
    assertThat(XlaTools.on(workstation.machine()).libdevice()).hasValue(libdevice);
    Path flags = workstation.file("flags", "--xla_dump_to=/tmp\n--xla_gpu_cuda_data_dir=" + mine);
    workstation.variable("XLA_FLAGS", flags);
    assertThat(XlaTools.on(workstation.machine()).libdevice()).hasValue(libdevice);
  }

  private Path program(String path) throws IOException {
    Path program = workstation.file(path);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }
}
