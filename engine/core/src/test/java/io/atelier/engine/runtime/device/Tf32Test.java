package io.atelier.engine.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.runtime.ChildJvm;
import io.atelier.engine.runtime.SwitchedStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("numeric")
class Tf32Test {
  @Test
  @EnabledOnOs(OS.LINUX)
  void theSwitchOfTheLoadedLibraryTurns() {
    boolean before = Tf32.allowed();
    try {
      Tf32.allow(!before);
      assertThat(Tf32.allowed()).isEqualTo(!before);
      Tf32.allow(before);
      assertThat(Tf32.allowed()).isEqualTo(before);
    } finally {
      Tf32.allow(before);
    }
  }

  /** With TensorFlow's build for GPUs ({@code -Pgpu}) this is another switch than its own. */
  @ParameterizedTest
  @CsvSource({"true, false", "false, true"})
  @EnabledOnOs(OS.LINUX)
  void theSwitchReachesXla(boolean allowed, boolean highest, @TempDir Path folder)
      throws IOException, InterruptedException {
    ChildJvm.lines(
        SwitchedStep.class,
        Map.of("XLA_FLAGS", "--xla_dump_to=" + folder + " --xla_dump_hlo_as_text"),
        "-Dallowed=" + allowed);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith("before_optimizations.txt")))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file).contains("operand_precision={highest,highest}"))
                      .isEqualTo(highest));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderWithoutRoomForJnasLibraryIsSaidInOneLine(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = Files.createFile(folder.resolve("file"));
    List<String> lines = ChildJvm.lines(SwitchedTf32.class, Map.of(), "-Djna.tmpdir=" + file);
    assertThat(lines)
        .filteredOn(line -> line.startsWith("JNA "))
        .hasSize(2)
        .allMatch(
            line ->
                line.startsWith(
                        "JNA needs a folder from which libraries can be loaded, got " + file + ": ")
                    && line.endsWith("; name one with -Djna.tmpdir=FOLDER"));
    assertThat(lines).doesNotContain("true");
  }
}
