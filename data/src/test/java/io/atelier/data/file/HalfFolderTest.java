package io.atelier.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class HalfFolderTest {
  @Test
  void saysWhatAnExceptionSaysOrIs() {
    ClosedByInterruptException silent = new ClosedByInterruptException();
    silent.addSuppressed(new IllegalStateException());
    assertThat(HalfFolder.message(silent))
        .isEqualTo("ClosedByInterruptException; IllegalStateException");
    assertThat(HalfFolder.message(new AccessDeniedException("/x")))
        .isEqualTo("AccessDeniedException: /x");
  }
}
