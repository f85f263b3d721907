package io.atelier.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.DataSetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsTest {
  @TempDir Path folder;

  @Test
  void saysWhatItReadsWhereNothingFits() throws IOException {
    refused(folder, "got a folder without such files; it reads: a folder of IDX files");
    Path text = Files.createFile(folder.resolve("notes.txt"));
    refused(text, "got another file; it reads: ");
    refused(text, "an NPZ file (x_train, y_train, x_test, y_test; or x, y); a CSV file");
    refused(folder.resolve("none"), "needs to be a file or a folder that can be read, got nothing");
  }

  @Test
  void refusesAFolderWithTwoDataSets() throws IOException {
    Files.writeString(folder.resolve("train.csv"), "a,b\n1,2\n");
    Files.createFile(folder.resolve("data_batch_1.bin"));
    refused(folder, "needs the files of one data set, got several: a folder of CIFAR binaries");
  }

  @Test
  void leavesListsOfPicturesToWhoReadsPictures() throws IOException {
    Path list = Files.writeString(folder.resolve("list.csv"), "Path,label\na.png,cat\n");
    assertThat(Formats.at(list)).isSameAs(Formats.PICTURES);
  }

  private static void refused(Path path, String message) {
    assertThatThrownBy(() -> Formats.read(path, ReadOptions.DEFAULT))
        .isInstanceOf(DataSetException.class)
        .hasMessageStartingWith(path + " needs ")
        .hasMessageContaining(message);
  }
}
