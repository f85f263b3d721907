package io.atelier.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
  @TempDir Path folder;

  @Test
  void givesBackWhatWasAppended() throws IOException {
    Path path = folder.resolve("lines");
    try (LineFile file = LineFile.open(path)) {
      assertThat(file.lines()).isEmpty();
      file.append("erste Zeile: ü");
      file.append("second");
      assertThat(path).hasContent("erste Zeile: ü\nsecond\n");
    }
    try (LineFile file = LineFile.open(path)) {
      assertThat(file.lines()).containsExactly("erste Zeile: ü", "second");
      file.append("third");
    }
    assertThat(path).hasContent("erste Zeile: ü\nsecond\nthird\n");
  }

  @Test
  void cutsOffALineWithoutItsEnd() throws IOException {
    Path path = Files.writeString(folder.resolve("lines"), "first\nhalf of the sec");
    try (LineFile file = LineFile.open(path)) {
      assertThat(file.lines()).containsExactly("first");
      file.append("second");
    }
    assertThat(path).hasContent("first\nsecond\n");
  }

  @Test
  void isOneWritersAlone() throws IOException {
    Path path = folder.resolve("lines");
    LineFile file = LineFile.open(path);
    assertThatThrownBy(() -> LineFile.open(path))
        .isInstanceOf(IOException.class)
        .hasMessage(
            path
                + " needs to be this process' alone, got one that another writes; wait for its"
                + " end");
    file.close();
    LineFile.open(path).close();
  }
}
