package io.atelier.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.image.BrokenImageException;
import io.atelier.data.image.ImageCache;
import io.atelier.data.image.ImageOptions;
import io.atelier.data.image.ImageSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The decoder of these tests takes files of six letters for pictures of 2x3 pixels. */
class ImageFormatTest {
  private static final List<Format> FORMATS =
      List.of(
          Formats.TABLE,
          new ImageFormat(
              path -> ImageSet.of(path).in(ImageCache.NONE), () -> ImageFormatTest::decoded));

  @TempDir private Path folder;

  private static ByteValues decoded(byte[] content, ImageOptions options)
      throws BrokenImageException {
    if (content.length != 6) {
      throw new BrokenImageException("it has not six letters");
    }
    return ByteValues.of(content, 1, 2, 3, 1);
  }

  private Path write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private Reading read(Path path, ReadOptions options) throws DataSetException {
    return Formats.read(path, options, FORMATS);
  }

  @Test
  void readsAFolderOfPictures() throws IOException {
    write("pets/cat/1.png", "abcdef");
    write("pets/dog/1.jpg", "ABCDEF");
    DataSet set = read(folder.resolve("pets"), ReadOptions.DEFAULT).data();
    assertThat(set.name()).isEqualTo("pets");
    assertThat(set.classNames()).containsExactly("cat", "dog");
    assertThat(set.train().inputs().number(6)).isEqualTo('A');
    assertThat(Formats.at(folder.resolve("pets"))).isSameAs(Formats.PICTURES);
  }

  @Test
  void readsAListOfPicturesAndNoOtherTable() throws IOException {
    write("a.png", "abcdef");
    Path list = write("list.csv", "label,path\nx,a.png\n");
    assertThat(read(list, ReadOptions.DEFAULT).data().classNames()).containsExactly("x");
    Path table = write("table.csv", "size,label\n1,2\n3,4\n");
    assertThat(Formats.at(table)).isSameAs(Formats.TABLE);
    assertThat(read(table, ReadOptions.DEFAULT).data().classes()).isZero();
    Path semicolons = write("list2.csv", "path;label\na.png;x\n");
    assertThatThrownBy(() -> read(semicolons, ReadOptions.DEFAULT))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining("needs the header path,label, got path;label");
  }

  @Test
  void notesWhatIsLeftOut() throws IOException {
    write("pets/cat/1.png", "abcdef");
    write("pets/cat/2.png", "");
    write("pets/loose.png", "abcdef");
    Path pets = folder.resolve("pets");
    ReadOptions skipping = ReadOptions.DEFAULT.with(ImageOptions.DEFAULT.skippingBroken());
    assertThat(read(pets, skipping).notes())
        .containsExactly(
            pets + " has 1 pictures outside the folders of its classes; they are ignored.",
            pets + " has one class, cat; if that folder has the classes in it, name it instead.",
            "1 of the 2 files in "
                + pets
                + " hold no picture that can be decoded: cat/2.png (it has not six letters); they are left out.");
    assertThatThrownBy(() -> read(pets, ReadOptions.DEFAULT))
        .isInstanceOf(DataSetException.class)
        .hasMessageStartingWith("1 of the 2 files in " + pets + " hold no picture");
  }

  @Test
  void saysThatAFolderHasNoPictures() throws IOException {
    Files.createDirectories(folder.resolve("empty/cat"));
    assertThatThrownBy(() -> read(folder.resolve("empty"), ReadOptions.DEFAULT))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining("got a folder without such files")
        .hasMessageContaining("a sub-folder of pictures");
  }
}
