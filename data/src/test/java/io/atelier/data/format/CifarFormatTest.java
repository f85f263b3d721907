package io.atelier.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.IntValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFormatTest {
  @TempDir Path folder;

  @Test
  void readsBatchesInOrderAndNamesTheClasses() throws IOException {
    for (int batch = 1; batch <= 11; batch++) {
      put("data_batch_" + batch + ".bin", record(batch % 3), record(0));
    }
    put("test_batch.bin", record(2));
    Reading unnamed = read();
    assertThat(unnamed.data().classes()).isEqualTo(10);
    assertThat(unnamed.notes())
        .containsExactly(
            "The classes are called by their numbers, since batches.meta.txt is not there.");
    Files.writeString(folder.resolve("batches.meta.txt"), "airplane\nautomobile\nbird\n\n");
    DataSet set = read().data();
    assertThat(set.classNames()).containsExactly("airplane", "automobile", "bird");
    assertThat(set.train().inputs().shape()).containsExactly(22, 32, 32, 3);
    assertThat(set.train().targets().number(20)).isEqualTo(2);
    assertThat(set.test().orElseThrow().targets()).isEqualTo(IntValues.of(new int[] {2}, 1));
    assertThat(read().notes()).isEmpty();
  }

  /** In a record, all red values come first, row by row, then the green and the blue ones. */
  @Test
  void putsTheColoursOfAPixelTogether() throws IOException {
    byte[] record = new byte[3073];
    record[1 + 33] = 10; // red, row 1, column 1
    record[1 + 1024 + 33] = 20;
    record[1 + 2048 + 33] = (byte) 200;
    put("data_batch_1.bin", record(0), record);
    DataSet set = read().data();
    int pixel = 3072 + (32 + 1) * 3;
    assertThat(set.train().inputs().number(pixel)).isEqualTo(10);
    assertThat(set.train().inputs().number(pixel + 1)).isEqualTo(20);
    assertThat(set.train().inputs().number(pixel + 2)).isEqualTo(200);
    assertThat(set.train().inputs().firstNot(value -> value == 0)).hasValue(pixel);
  }

  @Test
  void readsTheFineLabelsOfAHundredClasses() throws IOException {
    byte[] record = new byte[3074];
    record[0] = 19;
    record[1] = 99;
    put("train.bin", record, record);
    DataSet set = read().data();
    assertThat(set.classes()).isEqualTo(100);
    assertThat(set.train().targets()).isEqualTo(IntValues.of(new int[] {99, 99}, 2));
  }

  @Test
  void refusesWhatIsDamaged() throws IOException {
    put("data_batch_1.bin", record(0));
    put("data_batch_3.bin", record(0));
    refused("got no data_batch_2.bin");
    put("data_batch_2.bin");
    refused("data_batch_2.bin needs whole records of 3073 bytes, got 0 bytes");
    Files.write(folder.resolve("data_batch_2.bin"), Arrays.copyOf(record(0), 3000));
    refused("got 3000 bytes");
    put("data_batch_2.bin", record(10));
    refused("data_batch_2.bin needs labels from 0 to 9, got 10 for image 0");
    put("data_batch_2.bin", record(9));
    Files.writeString(folder.resolve("batches.meta.txt"), "\n");
    refused("batches.meta.txt needs a name in each line");
    put("train.bin", record(0));
    refused("got data_batch_N.bin and train.bin");
  }

  private Reading read() throws DataSetException {
    return Formats.read(folder, ReadOptions.DEFAULT);
  }

  private void refused(String message) {
    assertThatThrownBy(this::read)
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining(message);
  }

  private static byte[] record(int label) {
    byte[] record = new byte[3073];
    record[0] = (byte) label;
    return record;
  }

  private void put(String name, byte[]... records) throws IOException {
    int size = records.length == 0 ? 0 : records[0].length;
    byte[] content = new byte[records.length * size];
    for (int i = 0; i < records.length; i++) {
      System.arraycopy(records[i], 0, content, i * size, size);
    }
    Files.write(folder.resolve(name), content);
  }
}
