package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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
