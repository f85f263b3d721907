package io.atelier.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.DataSetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {
  @TempDir Path folder;

  @Test
  void findsPicturesInAllFoldersInOrder() throws IOException {
    for (String name : new String[] {"b/2.png", "b/10.png", "z.PNG", "a.png"}) {
      Pictures.write(folder.resolve(name), 7);
    }
    Files.writeString(folder.resolve("notes.txt"), "no picture");
    assertThat(PictureFiles.in(folder))
        .containsExactly(
            folder.resolve("a.png"),
            folder.resolve("z.PNG"),
            folder.resolve("b/10.png"),
            folder.resolve("b/2.png"));
  }

  @Test
  void namesAFolderWithoutPictures() {
    assertThatThrownBy(() -> PictureFiles.in(folder))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            folder
                + " needs pictures (bmp, gif, jpg, png) in it, got none; name another folder, or the"
                + " files");
  }

  @Test
  void namesAFileThatIsNotThere() throws IOException {
    Path gone = folder.resolve("gone.png");
    assertThatThrownBy(() -> PictureFiles.read(gone, ImageOptions.DEFAULT))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            gone + " needs to be a file that can be read, got nothing there; check the path");
    assertThatThrownBy(() -> PictureFiles.read(folder, ImageOptions.DEFAULT))
        .hasMessageContaining("got a folder");
  }
}
