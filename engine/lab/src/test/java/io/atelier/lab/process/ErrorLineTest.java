package io.atelier.lab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class ErrorLineTest {
  @Test
  void saysOfAFileWhatIsWrongWithIt() {
    assertThat(ErrorLine.of(new AccessDeniedException("/run/checkpoint")))
        .isEqualTo("AccessDeniedException: /run/checkpoint");
    assertThat(ErrorLine.of(new FileSystemException("/run/a", null, "Input/output error")))
        .isEqualTo("/run/a: Input/output error");
  }

  @Test
  void isOneLineThatATerminalDoesNotObey() {
    assertThat(ErrorLine.of(new IOException("  a\n b\u001b[1m "))).isEqualTo("a b\uFFFD[1m");
    assertThat(ErrorLine.of(new IllegalStateException())).contains("IllegalStateException");
  }
}
