package io.atelier.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FileReasonTest {
  @Test
  void saysTheKindWhereThereIsOnlyAPath() {
    assertThat(FileReason.of(new AccessDeniedException("/x")))
        .isEqualTo("AccessDeniedException: /x");
    assertThat(FileReason.of(new FileSystemException("/x", null, "No space left on device")))
        .isEqualTo("/x: No space left on device");
    assertThat(FileReason.of(new IOException("Input/output error")))
        .isEqualTo("Input/output error");
    assertThat(FileReason.of(new IOException())).isEqualTo("IOException");
  }
}
