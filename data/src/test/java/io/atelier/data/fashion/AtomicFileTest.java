package io.atelier.data.fashion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private final byte[] content = new byte[1 << 20];
  @TempDir Path folder;

  @Test
  void isAlwaysThereWholeWhileTwoWriteIt() throws Exception {
    Path target = folder.resolve("file");
    AtomicFile.write(target, content);
    Callable<Void> writer =
        () -> {
          for (int i = 0; i < 50; i++) {
            AtomicFile.write(target, content);
          }
          return null;
        };
    Callable<Void> reader =
        () -> {
          for (int i = 0; i < 2_000; i++) {
            assertThat(Files.size(target)).isEqualTo(content.length);
          }
          return null;
        };
    var threads = Executors.newFixedThreadPool(3);
    try {
      for (var done : threads.invokeAll(List.of(writer, writer, reader))) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp").isDirectoryContaining("glob:**file");
  }

  @Test
  void leavesNothingBehindWhenItFails() throws IOException {
    Path taken = Files.createDirectories(folder.resolve("taken/by/another")).getParent();
    assertThatThrownBy(() -> AtomicFile.write(taken, content)).isInstanceOf(IOException.class);
    try (var files = Files.list(taken.getParent())) {
      assertThat(files).containsExactly(taken);
    }
  }
}
