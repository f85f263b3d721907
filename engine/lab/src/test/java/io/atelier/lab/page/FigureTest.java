package io.atelier.lab.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {
  @TempDir Path folder;

  @Test
  void whatIsWrongWithADrawingIsSaid() {
    IllegalStateException wrong = new IllegalStateException("no such series");
    assertThatThrownBy(() -> drawn(() -> raise(wrong))).isSameAs(wrong);
    IOException unreadable = new IOException("cut off");
    assertThatThrownBy(() -> drawn(() -> raise(unreadable)))
        .isInstanceOf(UncheckedIOException.class)
        .hasCause(unreadable);
  }

  private static <E extends Exception> Picture raise(E error) throws E {
    throw error;
  }

  private static Part drawn(Figure.Drawing drawing) {
    return Figure.drawn("bars", "Bars.", drawing);
  }

  /** In a JVM of its own: fontconfig has no folder of fonts, and the JDK no notes of any. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aMachineWithoutFontsGetsASentence() throws IOException, InterruptedException {
    Path none =
        Files.writeString(
            folder.resolve("fonts.conf"),
            "<?xml version=\"1.0\"?><fontconfig><cachedir>%s</cachedir></fontconfig>"
                .formatted(folder));
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Drawn.class.getName()));
    builder.redirectErrorStream(true).environment().put("FONTCONFIG_FILE", none.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said)
        .contains("bars was not drawn (", "install fontconfig and a font")
        .contains("<p>Bars. (was not drawn: no fonts are installed)</p>")
        .doesNotContain("\tat ");
  }

  /** Draws. */
  static final class Drawn {
    private Drawn() {}

    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        Part part = drawn(() -> Charts.bars(Map.of("one", 1), "names", "counts"));
        System.out.println(part.html());
      }
    }
  }
}
