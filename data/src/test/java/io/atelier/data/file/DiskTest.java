package io.atelier.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is told to go to the disk, as the JDK's flight recorder saw it. */
@EnabledOnOs(OS.LINUX)
class DiskTest {
  @TempDir Path temporary;

  @Test
  void aFolderIsOnTheDiskBeforeItHasItsNameAndItsNameWhenItIsDone() throws IOException {
    Path target = temporary.resolve("checkpoint");
    List<String> synced =
        synced(
            () ->
                Folder.writeWhole(
                    target,
                    folder -> {
                      Files.writeString(folder.resolve("index"), "a");
                      Files.createDirectory(folder.resolve("inner"));
                      Files.writeString(folder.resolve("inner/data"), "b");
                    }));
    assertThat(synced).last().isEqualTo(temporary.toString());
    assertThat(synced.subList(0, 4))
        .allMatch(path -> path.startsWith(temporary.resolve(".checkpoint.").toString()))
        .extracting(path -> path.replaceFirst(".*/whole", "whole"))
        .containsExactlyInAnyOrder("whole", "whole/index", "whole/inner", "whole/inner/data");
    assertThat(synced).hasSize(5);
  }

  @Test
  void saysThatAFileIsNotThere() {
    assertThatThrownBy(() -> Disk.sync(temporary.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private interface Writing {
    void write() throws IOException;
  }

  /** {@return the files and folders that were forced to the disk, in order} */
  private List<String> synced(Writing writing) throws IOException {
    Path events = temporary.resolveSibling(temporary.getFileName() + ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
      recording.start();
      writing.write();
      recording.stop();
      recording.dump(events);
      List<String> paths = new ArrayList<>();
      RecordingFile.readAllEvents(events).forEach(event -> paths.add(event.getString("path")));
      return paths;
    } finally {
      Files.deleteIfExists(events);
    }
  }
}
