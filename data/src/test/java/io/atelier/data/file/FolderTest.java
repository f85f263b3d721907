package io.atelier.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What writers of whole folders leave, and what they do with what others left. */
class FolderTest {
  @TempDir Path temporary;
  private Path target;

  @BeforeEach
  void target() {
    target = temporary.resolve("saved_model");
  }

  @Test
  void deletesWhatAKilledProcessLeftOfTheSameFolder() throws IOException {
    half(".saved_model.8123");
    half(".saved_model.17599665625823265116");
    Folder.writeWhole(target, folder -> Files.writeString(folder.resolve("file"), "whole"));
    assertThat(names()).containsExactly("saved_model");
    assertThat(target.resolve("file")).hasContent("whole");
  }

  @Test
  void leavesAloneWhatAnotherStillWrites() throws IOException {
    Path other = half(".saved_model.8123");
    try (FileChannel held = OwnFile.open(other.resolve("lock"))) {
      Folder.writeWhole(target, folder -> {});
      assertThat(held.isOpen()).isTrue();
    }
    assertThat(other.resolve("whole/file")).hasContent("half");
    assertThat(names()).containsExactly(".saved_model.8123", "saved_model");
  }

  @Test
  void leavesAloneWhatIsNotOfItsKind() throws IOException {
    half(".saved_model.old");
    half(".saved_model2.8123");
    Files.createDirectory(temporary.resolve(".saved_model.8123"));
    List<String> before = names();
    Folder.writeWhole(target, folder -> {});
    assertThat(names()).containsAll(before).hasSize(before.size() + 1);
  }

  @Test
  void leavesNothingWhenItFails() {
    assertThatThrownBy(() -> Folder.writeWhole(target, FolderTest::fail))
        .isInstanceOf(IOException.class)
        .hasMessage(target + " cannot be written: No space left on device");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysWhatItLeavesWhenThatCannotBeDeleted() throws IOException {
    assumeFalse(System.getProperty("user.name").equals("root"), "root can delete everything");
    assertThatThrownBy(
            () ->
                Folder.writeWhole(
                    target,
                    folder -> {
                      Files.setPosixFilePermissions(
                          folder.getParent(), PosixFilePermissions.fromString("r-x------"));
                      fail(folder);
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(target + " cannot be written: No space left on device; ")
        .hasMessageContaining(".saved_model.")
        .hasMessageEndingWith("; it is what was written so far, and nobody needs it: delete it");
    for (String left : names()) {
      Files.setPosixFilePermissions(
          temporary.resolve(left), PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void fail(Path folder) throws IOException {
    Files.writeString(folder.resolve("file"), "half");
    throw new IOException("No space left on device");
  }

  /** {@return a folder as a killed writer leaves it} */
  private Path half(String name) throws IOException {
    Path half = temporary.resolve(name);
    Files.writeString(Files.createDirectories(half.resolve("whole")).resolve("file"), "half");
    Files.createFile(half.resolve("lock"));
    return half;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> inside = Files.list(temporary)) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
