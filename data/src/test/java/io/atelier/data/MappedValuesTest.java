package io.atelier.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedValuesTest {
  @TempDir private Path folder;
  private final ByteValues array = ByteValues.of(new byte[60], 5, 4, 3);
  private MappedValues mapped;

  /** Numbers up to 255, and segments that end inside an example. */
  @BeforeEach
  void write() throws IOException {
    for (int i = 0; i < 60; i++) {
      array.values()[i] = (byte) (200 + i);
    }
    byte[] content = new byte[67];
    System.arraycopy(array.values(), 0, content, 7, 60);
    Path file = Files.write(folder.resolve("pixels"), content);
    mapped = MappedValues.open(file, 7, 17, new int[] {5, 4, 3});
  }

  @Test
  void answersAsAnArrayOfBytesDoes() {
    assertThat(mapped.shape()).isEqualTo(array.shape());
    assertThat(IntStream.range(0, 60).mapToDouble(mapped::number).toArray())
        .containsExactly(IntStream.range(0, 60).mapToDouble(array::number).toArray());
    assertThat(mapped.loaded()).isEqualTo(array);
    assertThat(mapped.indices(59)).containsExactly(4, 3, 2);
    assertThat(mapped.firstNot(number -> number < 250)).hasValue(50);
    assertThat(mapped.reshape(12).loaded()).isEqualTo(array.reshape(12));
    assertThat(mapped.slice(1, 4).loaded()).isEqualTo(array.slice(1, 4));
    assertThat(mapped.slice(5, 5).loaded()).isEqualTo(array.slice(5, 5));
    assertThat(Element.of(mapped)).isEqualTo(Element.BYTE);
    assertThat(mapped).hasToString("MappedValues[5, 4, 3]");
  }

  @Test
  void viewsOfViewsAreOfTheSameRows() {
    int[] rows = {4, 0, 4, 2};
    int[] again = {3, 1, 1};
    assertThat(mapped.select(rows).loaded()).isEqualTo(array.select(rows));
    assertThat(mapped.select(rows).select(again).loaded())
        .isEqualTo(array.select(rows).select(again));
    assertThat(mapped.slice(1, 5).slice(1, 3).loaded()).isEqualTo(array.slice(2, 4));
    assertThat(mapped.slice(1, 5).select(again).loaded())
        .isEqualTo(array.slice(1, 5).select(again));
    assertThat(mapped.select(rows).slice(1, 3).loaded()).isEqualTo(array.select(rows).slice(1, 3));
    assertThat(mapped.select(rows).slice(1, 3).number(13))
        .isEqualTo(array.select(rows).slice(1, 3).number(13));
  }

  @Test
  void equalsByContent() throws IOException {
    Path copy = Files.write(folder.resolve("copy"), array.values());
    MappedValues same = MappedValues.open(copy, 0, 5, 4, 3);
    assertThat(mapped).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(mapped.slice(0, 1)).isNotEqualTo(same.slice(1, 2));
    assertThat(mapped).isNotEqualTo(same.reshape(12));
  }

  @Test
  void splitsOfAFileCopyNothing() throws IOException {
    Path file = folder.resolve("large");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
      sparse.seek((3L << 30) - 1);
      sparse.write(77);
    }
    int[] labels = new int[3 << 10];
    Examples large =
        new Examples(MappedValues.open(file, 0, 3 << 10, 1 << 20), IntValues.of(labels, 3 << 10));
    Split split = StratifiedSplit.of(large, 0.5, 1);
    assertThat(split.train().inputs().shape()).containsExactly(3 << 9, 1 << 20);
    assertThat(ValidationTail.of(large, 0.5).train().size()).isEqualTo(3 << 9);
    assertThat(large.inputs().number((3L << 30) - 1)).isEqualTo(77);
    assertThat(large.inputs().number((3L << 30) - 2)).isZero();
    assertThat(large.inputs().indices((3L << 30) - 1)).containsExactly(3071, 1048575);
    assertThatThrownBy(() -> ((MappedValues) large.inputs()).loaded())
        .hasMessage(
            "MappedValues[3072, 1048576].loaded needs at most 2^31 - 1 numbers, which is what an"
                + " array holds, got 3221225472; slice fewer examples first");
  }

  @Test
  void refusesAFileThatIsTooShort() {
    Path file = mapped.file();
    assertThatThrownBy(() -> MappedValues.open(file, 8, 5, 4, 3))
        .isInstanceOf(EOFException.class)
        .hasMessage(
            file
                + " needs at least 60 bytes behind its first 8, got 67 bytes in all; it was cut"
                + " off, make it anew");
    assertThatThrownBy(() -> MappedValues.open(file, 70, 0)).isInstanceOf(EOFException.class);
  }

  @Test
  void refusesOddShapesRowsAndPositions() {
    Path file = mapped.file();
    assertThatThrownBy(() -> MappedValues.open(file, -1, 5))
        .hasMessage(
            "MappedValues needs an offset from 0 up, got -1; give the length of the file's header");
    assertThatThrownBy(() -> MappedValues.open(file, 0, -1, 5))
        .hasMessageContaining("without negative dimensions");
    assertThatThrownBy(() -> MappedValues.open(file, 0, 2, 1 << 20, 1 << 20))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MappedValues.open(null, 0, 5)).hasMessageContaining("needs a file");
    assertThatThrownBy(() -> mapped.select(new int[] {5}))
        .hasMessage(
            "MappedValues[5, 4, 3].select needs rows in [0, 5), got 5; select rows that exist");
    assertThatThrownBy(() -> mapped.select(null)).hasMessageContaining("needs rows, got null");
    assertThatThrownBy(() -> mapped.slice(3, 6)).hasMessageContaining("0 <= from <= to <= 5");
    assertThatThrownBy(() -> mapped.slice(1, 2).number(12))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> array.number(1L << 32)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> mapped.reshape(5)).hasMessageContaining("of 12 numbers, got [5]");
  }
}
