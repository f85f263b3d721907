package io.atelier.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  private final byte[] content = new byte[1 << 20];
  @TempDir Path folder;

  @Test
  void isAlwaysThereWholeWhileTwoWriteIt() throws Exception {
    Path target = folder.resolve("file");
    WholeFile.write(target, content);
    Callable<Void> writer =
        () -> {
          for (int i = 0; i < 50; i++) {
            WholeFile.write(target, content);
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
    assertThat(folder).isDirectoryNotContaining("glob:**/.*").isDirectoryContaining("glob:**file");
  }

  @Test
  void leavesNothingBehindWhenItFails() throws IOException {
    Path taken = Files.createDirectories(folder.resolve("taken/by/another")).getParent();
    assertThatThrownBy(() -> WholeFile.write(taken, content)).isInstanceOf(IOException.class);
    try (var files = Files.list(taken.getParent())) {
      assertThat(files).containsExactly(taken);
    }
  }

  /** A folder cannot be opened as a file to lock, whoever asks. */
  @Test
  void whatCannotBeDeletedIsNoReasonNotToWrite() throws IOException {
    Path odd =
        Files.createDirectories(folder.resolve(".file.0aeb4d6c-1c2d-4b0e-9c1d-0123456789ab/full"))
            .getParent();
    Path dangling =
        Files.createSymbolicLink(
            folder.resolve(".file.1f0c6a52-8b1e-4b0e-9c1d-0123456789ab"), folder.resolve("none"));
    Path left = Files.createFile(folder.resolve(".file.9d3b1a60-77aa-4b0e-9c1d-0123456789ab"));
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    Files.setLastModifiedTime(odd, longAgo);
    Files.setLastModifiedTime(left, longAgo);

    WholeFile.probe(folder);

    assertThat(left).doesNotExist();
    assertThat(odd).isDirectory();
    assertThat(dangling).isSymbolicLink();
    WholeFile.write(folder.resolve("file"), new byte[] {1});
    assertThat(folder.resolve("file")).hasBinaryContent(new byte[] {1});
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));
    assertThatThrownBy(() -> WholeFile.probe(file)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> WholeFile.probe(file.resolve("below")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aFolderIsRidOfWhatKilledProcessesLeftAndNothingElse() throws IOException {
    Path older = Files.createFile(folder.resolve(".file.77ad9e0c-51b2-4b0e-9c1d-0123456789ab.tmp"));
    Path left = Files.createFile(folder.resolve(".file.1b4e28ba-2fa1-4b0e-9c1d-0123456789ab"));
    Path held = Files.createFile(folder.resolve(".file.6fa459ea-ee8a-4b0e-9c1d-0123456789ab"));
    Path fresh = Files.createFile(folder.resolve(".file.886313e1-3b8a-4b0e-9c1d-0123456789ab"));
    Path other = Files.createFile(folder.resolve("file.tmp"));
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    for (Path old : List.of(older, left, held, other)) {
      Files.setLastModifiedTime(old, longAgo);
    }
    try (FileChannel writer = FileChannel.open(held, StandardOpenOption.WRITE)) {
      assertThat(writer.lock().isValid()).isTrue();
      WholeFile.probe(folder);
    }
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(
            held.getFileName().toString(),
            fresh.getFileName().toString(),
            other.getFileName().toString());
  }
}
