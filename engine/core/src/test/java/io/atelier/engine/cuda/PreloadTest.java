package io.atelier.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PreloadTest {
  private static final String PREFIX = "org/bytedeco/cuda/linux-x86_64/";

  @TempDir Path folder;
  private Workstation workstation;
  private final List<String> loaded = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void workstation() throws IOException {
    workstation = new Workstation(folder.toRealPath());
  }

  private List<Failure> preloaded(Machine machine) {
    return Preload.on(machine, loaded::add, environment::put);
  }

  private List<String> names() {
    return loaded.stream().map(path -> Path.of(path).getFileName().toString()).toList();
  }

  private Path jar() throws IOException {
    Path jar = workstation.root().resolve("cuda-12.6-redist.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name :
          Stream.concat(
                  Workstation.all().stream()
                      .map(name -> name.replace("builtins.so.12", "builtins.so.12.6")),
                  Stream.of("libnppc.so.12", "libcudnn_adv.so.9"))
              .toList()) {
        out.putNextEntry(new JarEntry(PREFIX + name));
        out.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private Path cache() {
    return workstation.root().resolve("home/me/.cache/atelier/cuda");
  }

  private Workstation withJar() throws IOException {
    return workstation.driver("550.54.15").classPath(workstation.root().resolve("natives"), jar());
  }

  @Test
  void loadsWhatIsThereInOrder() throws IOException {
    workstation.driver("550.54.15").libraries("usr/local/cuda/lib64", Workstation.all());
    assertThat(preloaded(workstation.machine())).isEmpty();
    assertThat(names()).isEqualTo(Workstation.all());
    assertThat(loaded).allMatch(path -> Path.of(path).isAbsolute());
  }

  @Test
  void loadsNothingWithoutADriverOrTheBuildForGpus() throws IOException {
    workstation.libraries("usr/local/cuda/lib64", Workstation.all());
    assertThat(preloaded(workstation.machine())).isEmpty();
    assertThat(loaded).isEmpty();
    workstation.driver("550.54.15").classPath();
    assertThat(preloaded(workstation.machine())).isEmpty();
    assertThat(loaded).isEmpty();
  }

  @Test
  void goesOnAfterAFailureAndTellsIt() throws IOException {
    workstation.driver("550.54.15").libraries("usr/local/cuda/lib64", Workstation.all());
    List<Failure> failures =
        Preload.on(
            workstation.machine(),
            path -> {
              if (path.endsWith("libcublas.so.12")) {
                throw new UnsatisfiedLinkError(path + ": file too short");
              }
              loaded.add(path);
            },
            environment::put);
    assertThat(failures)
        .singleElement()
        .extracting(Failure::reason)
        .asString()
        .endsWith("libcublas.so.12: file too short");
    assertThat(names()).hasSize(Workstation.all().size() - 1).endsWith("libcudnn.so.9");
  }

  @Test
  void aFileThatIsNoLibraryIsAReasonAndNoCrash() throws IOException {
    workstation.driver("550.54.15").libraries("usr/local/cuda/lib64", Workstation.all());
    List<Failure> failures = Preload.on(workstation.machine(), System::load, environment::put);
    assertThat(failures).hasSize(Workstation.all().size());
    Path first = workstation.root().resolve("usr/local/cuda/lib64/libcudart.so.12");
    assertThat(failures).first().extracting(Failure::reason).isEqualTo(first + ": file too short");
    assertThat(
            Diagnosis.of(
                    CudaFacts.on(workstation.machine()).asked(false, failures, Optional.empty()))
                .reason())
        .startsWith("a library cannot be loaded: ")
        .contains("libcudart.so.12");
  }

  @Test
  void unpacksTheJarOnceAndOnlyWhatTensorFlowOpens() throws IOException {
    Machine machine = withJar().machine();
    assertThat(CudaLibraries.on(machine).missing()).isEmpty();
    assertThat(cache()).doesNotExist();
    assertThat(preloaded(machine)).isEmpty();
    Path unpacked = cache().resolve("cuda-12.6-redist");
    assertThat(loaded)
        .hasSize(Workstation.all().size())
        .allMatch(path -> Path.of(path).startsWith(unpacked));
    try (Stream<Path> files = Files.list(unpacked)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(Workstation.all().size())
          .doesNotContain("libnppc.so.12", "libcudnn_adv.so.9");
    }
    assertThat(unpacked.resolve("libcudnn.so.9")).hasContent("libcudnn.so.9");
    try (Stream<Path> files = Files.list(cache())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("cuda-12.6-redist", "lock");
    }

    Path mark = Files.writeString(unpacked.resolve("libcudart.so.12"), "as it was");
    preloaded(machine);
    assertThat(mark).hasContent("as it was");
  }

  @Test
  void anUnpackingThatWasCutOffIsBegunAgain() throws IOException {
    Machine machine = withJar().machine();
    Path unfinished = Files.createDirectories(cache().resolve(".cuda-12.6-redist.123/whole"));
    Files.writeString(unfinished.resolve("libcudart.so.12"), "half of");
    preloaded(machine);
    assertThat(unfinished.getParent()).doesNotExist();
    assertThat(cache().resolve("cuda-12.6-redist/libcudart.so.12")).hasContent("libcudart.so.12");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatIsUnpackedCanBeReadAsAnyOtherFolder() throws IOException {
    preloaded(withJar().machine());
    Path usual = Files.createDirectory(workstation.root().resolve("usual"));
    assertThat(Files.getPosixFilePermissions(cache().resolve("cuda-12.6-redist")))
        .isEqualTo(Files.getPosixFilePermissions(usual));
  }

  @Test
  void aCacheThatCannotBeWrittenIsAReason() throws IOException {
    Machine machine = withJar().machine();
    workstation.file("home/me/.cache/atelier/cuda", "a file in the way");
    List<Failure> failures = preloaded(machine);
    assertThat(loaded).isEmpty();
    assertThat(Diagnosis.of(CudaFacts.on(machine).asked(false, failures, Optional.empty())).line())
        .isEqualTo(
            "a library cannot be loaded: cuda-12.6-redist.jar cannot be unpacked:"
                + " FileAlreadyExistsException: %s; free 2 GB for %<s, or name another folder that"
                    .formatted(cache())
                + " can be written with XDG_CACHE_HOME");
  }

  @Test
  void withoutACacheThatCanBeWrittenAToolkitServes() throws IOException {
    Machine machine = withJar().machine();
    workstation.libraries("usr/local/cuda/lib64", Workstation.all());
    workstation.file("home/me/.cache/atelier/cuda", "a file in the way");
    assertThat(preloaded(machine)).isEmpty();
    assertThat(names()).isEqualTo(Workstation.all());
    assertThat(loaded).allMatch(path -> path.contains("/usr/local/cuda/lib64/"));
  }

  @Test
  void gpusAreNumberedAsByNvidiaSmiUnlessTheUserSaysOtherwise() throws IOException {
    preloaded(workstation.machine());
    assertThat(environment).isEmpty();
    preloaded(workstation.driver("550.54.15").machine());
    assertThat(environment).containsExactly(Map.entry("CUDA_DEVICE_ORDER", "PCI_BUS_ID"));
    environment.clear();
    preloaded(workstation.variable("CUDA_DEVICE_ORDER", "FASTEST_FIRST").machine());
    assertThat(environment).isEmpty();
  }

  @Test
  void anEnvironmentThatCannotBeSetStopsNothing() throws IOException {
    workstation.driver("550.54.15").libraries("usr/local/cuda/lib64", Workstation.all());
    List<Failure> failures =
        Preload.on(
            workstation.machine(),
            loaded::add,
            (name, value) -> {
              throw new IllegalStateException("JNA cannot be loaded");
            });
    assertThat(failures).isEmpty();
    assertThat(names()).isEqualTo(Workstation.all());
  }

  @Test
  void aNamedFolderWithAllIsTakenAndTheJarLeftAsItIs() throws IOException {
    workstation.libraries("mine", Workstation.all());
    Machine machine =
        withJar().variable("ATELIER_CUDA", workstation.root().resolve("mine")).machine();
    preloaded(machine);
    assertThat(loaded).allMatch(path -> path.contains("/mine/"));
    assertThat(cache()).doesNotExist();
  }
}
