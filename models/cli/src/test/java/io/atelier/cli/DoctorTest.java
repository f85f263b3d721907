package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.cuda.CudaLibrary;
import io.atelier.engine.cuda.Machine;
import io.atelier.lab.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code atelier doctor} on this machine. */
class DoctorTest {
  @TempDir Path folder;

  private static void withoutDriver() {
    assumeTrue(Files.notExists(Path.of("/proc/driver/nvidia/version")), "no GPU here");
  }

  @Test
  void withoutADriverTheVerdictIsTheCpuAndTheExitCode3() {
    withoutDriver();
    Cli doctor = Cli.run("doctor");
    assertThat(doctor.code()).isEqualTo(3);
    assertThat(doctor.err()).isEmpty();
    assertThat(doctor.out())
        .contains("TensorFlow 2.18.0", "libcudnn.so.9", "libdevice.10.bc", "fashion-mnist")
        .endsWith(
            "Verdict: CPU fallback: no NVIDIA driver; install one, 525.60.13 or newer, if there is an NVIDIA GPU"
                + System.lineSeparator());
  }

  @Test
  void tellsWhatItCanWithoutANativeLibrary() throws IOException, InterruptedException {
    withoutDriver();
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains("tensorflow-core-native"))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Main.class.getName(),
                "doctor")
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("libcudnn.so.9", "TensorFlow cannot be loaded, unknown build", "Verdict: ")
        .doesNotContain("Exception", "Error");
    assertThat(process.waitFor()).isEqualTo(3);
  }

  @Test
  void looksIntoTheFolderThatIsNamed() throws IOException {
    withoutDriver();
    for (CudaLibrary library : CudaLibrary.IN_ORDER) {
      Files.createFile(folder.resolve(library.soname()));
    }
    System.setProperty(Machine.FOLDER_PROPERTY, folder.toString());
    try {
      Cli doctor = Cli.run("doctor", "--json");
      assertThat(doctor.code()).isEqualTo(3);
      JsonNode json = Json.MAPPER.readTree(doctor.out());
      assertThat(json.at("/verdict/cause").asText()).isEqualTo("no_driver");
      assertThat(json.get("libraries"))
          .hasSize(CudaLibrary.IN_ORDER.size())
          .allMatch(library -> library.get("origin").asText().equals("ATELIER_CUDA"));
      assertThat(json.at("/data/fashion-mnist/folder").asText()).contains("fashion-mnist");
    } finally {
      System.clearProperty(Machine.FOLDER_PROPERTY);
    }
  }
}
