package io.atelier.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFolderTest {
  @TempDir Path folder;

  @Test
  void takesTheNextNameThatIsFree() throws IOException {
    Path wanted = folder.resolve("runs/now-mlp");
    assertThat(NewFolder.beside(wanted)).isEqualTo(wanted).isEmptyDirectory();
    assertThat(NewFolder.beside(wanted)).isEqualTo(folder.resolve("runs/now-mlp-2"));
    Files.writeString(folder.resolve("runs/now-mlp-3"), "a file");
    assertThat(NewFolder.beside(wanted)).isEqualTo(folder.resolve("runs/now-mlp-4"));
  }

  @Test
  void manyAtOnceTakeOneEach() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Path> task = () -> NewFolder.beside(folder.resolve("run"));
      List<Path> taken = new ArrayList<>();
      for (Future<Path> path : threads.invokeAll(java.util.Collections.nCopies(50, task))) {
        taken.add(path.get());
      }
      assertThat(taken).doesNotHaveDuplicates().hasSize(50);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aNameThatNoFileSystemTakesIsRefused() {
    Path wanted = folder.resolve("runs/now-" + "x".repeat(250));
    assertThatThrownBy(() -> NewFolder.beside(wanted))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "atelier needs a folder's name of at most 245 bytes, got %s; name a shorter one with --out",
            wanted.getFileName());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void namesThePlaceThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("runs"), "a file");
    assertThatThrownBy(() -> NewFolder.beside(file.resolve("now")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "atelier needs to write to %s and cannot; go to another folder, or name one with --out",
            file);
  }

  @Test
  void deletesOnlyWhatIsEmpty() throws IOException {
    Path empty = NewFolder.beside(folder.resolve("run"));
    NewFolder.deleteIfEmpty(empty);
    assertThat(empty).doesNotExist();
    NewFolder.deleteIfEmpty(empty);
    Path used = NewFolder.beside(folder.resolve("run"));
    Files.writeString(used.resolve("config.json"), "{}");
    NewFolder.deleteIfEmpty(used);
    assertThat(used.resolve("config.json")).exists();
  }
}
