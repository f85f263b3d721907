package io.atelier.engine.runtime.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainPathTest {
  @TempDir Path folder;

  private Path odd() throws IOException {
    return Files.createDirectory(folder.resolve("run[1]"));
  }

  @Test
  void theLinkIsGoneAfterUse() throws IOException {
    Path[] link = new Path[1];
    PlainPath.of(
        odd(),
        plain -> {
          link[0] = plain;
          Files.createFile(plain.resolve("file"));
        });
    assertThat(folder.resolve("run[1]/file")).isRegularFile();
    assertThat(link[0].getParent()).doesNotExist();
  }

  /** Somebody puts a file beside the link, so that its folder cannot be deleted. */
  @Test
  void aCleanupThatFailsDoesNotHideWhatFailedBefore() throws IOException {
    Path odd = odd();
    Path[] beside = new Path[1];
    assertThatThrownBy(
            () ->
                PlainPath.of(
                    odd,
                    plain -> {
                      beside[0] = Files.createFile(plain.resolveSibling("beside"));
                      throw new IOException("the disk is gone");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is gone")
        .satisfies(
            e ->
                assertThat(e.getSuppressed()[0])
                    .hasMessageContaining(beside[0].getParent().toString()));
    Files.delete(beside[0]);
    Files.delete(beside[0].getParent());
  }
}
