package io.atelier.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSetException;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxFileTest {
  private static final String BYTES = "00000802 00000002 00000003 01020304 FEFF";
  @TempDir Path folder;

  @Test
  void readsUnsignedBytes() throws IOException {
    IdxFile file = parse(BYTES);
    assertThat(file.type()).isEqualTo(IdxType.UBYTE);
    assertThat(file.shape()).containsExactly(2, 3);
    assertThat(file.bytes()).isEqualTo(ByteValues.of(new byte[] {1, 2, 3, 4, -2, -1}, 2, 3));
    assertThat(file.ints()).isEqualTo(IntValues.of(new int[] {1, 2, 3, 4, 254, 255}, 2, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "00000801 00000002 7FFF, 127, 255",
    "00000901 00000002 7FFF, 127, -1",
    "00000B01 00000002 0102FFFE, 258, -2",
    "00000C01 00000002 01020304FFFFFFFE, 16909060, -2"
  })
  void readsBigEndianIntegersOfEachType(String hex, int first, int second) throws IOException {
    assertThat(parse(hex).ints()).isEqualTo(IntValues.of(new int[] {first, second}, 2));
    assertThat(parse(hex).floats()).isEqualTo(FloatValues.of(new float[] {first, second}, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "00000D01 00000002 3FC00000C0000000, 1.5, -2",
    "00000E01 00000002 3FF8000000000000C000000000000000, 1.5, -2"
  })
  void readsFloatsAndDoubles(String hex, float first, float second) throws IOException {
    assertThat(parse(hex).floats()).isEqualTo(FloatValues.of(new float[] {first, second}, 2));
  }

  @Test
  void readsAnyRankAndNoExamples() throws IOException {
    assertThat(parse("00000805 00000001 00000001 00000001 00000001 00000001 07").bytes().shape())
        .containsExactly(1, 1, 1, 1, 1);
    assertThat(parse("00000803 00000000 0000001C 0000001C").bytes())
        .isEqualTo(ByteValues.of(new byte[0], 0, 28, 28));
  }

  @Test
  void readsGzipWhateverTheName() throws IOException {
    Path plain = Files.write(folder.resolve("plain.gz"), hex(BYTES));
    Path packed = Files.write(folder.resolve("packed"), gzip(hex(BYTES)));
    assertThat(IdxFile.read(plain)).isEqualTo(parse(BYTES));
    assertThat(IdxFile.read(packed)).isEqualTo(parse(BYTES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | a header with a magic number of 4 bytes, got only 0 bytes of it",
        "000008 | a header with a magic number of 4 bytes, got only 3 bytes of it",
        "00000802 00000001 0000 | a header with 2 dimensions of 4 bytes, got only 6 bytes of it",
        "00000801 00000003 0102 | 3 bytes of data for UBYTE[3], got 2",
        "00000B01 00000002 010203 | 4 bytes of data for SHORT[2], got 3",
        "00000801 00000001 0102 | 1 bytes of data for UBYTE[1], got more",
        "01000801 00000001 01 | a magic number 00 00 <type> <rank, not 0>, got 01 00 08 01",
        "00000800 01 | a magic number 00 00 <type> <rank, not 0>, got 00 00 08 00",
        "00000A01 00000001 01 | an element type 08, 09, 0B, 0C, 0D or 0E, got 0A",
        "0000FF01 00000001 01 | an element type 08, 09, 0B, 0C, 0D or 0E, got FF",
        "00000801 FFFFFFFF 01 | at most 2147483631 bytes of data, got UBYTE[4294967295]",
        "00000802 00010000 00010000 | at most 2147483631 bytes of data, got UBYTE[65536, 65536]",
        "00000E01 10000000 | at most 2147483631 bytes of data, got DOUBLE[268435456]",
        "00000803 00000000 00010000 00010000 | at most 2147483631 bytes of data, got UBYTE[0, 65536, 65536]",
        "00000801 7FFFFFEF 0102 | 2147483631 bytes of data for UBYTE[2147483631], got 2"
      })
  void rejectsWhatIsNotAnIdxFile(String content, String complaint) {
    assertThatThrownBy(() -> parse(content))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "IdxFile test needs "
                + complaint
                + "; the file is damaged or of another format, take it anew");
  }

  @Test
  void namesTheFileThatIsWrong() throws IOException {
    Path file = Files.write(folder.resolve("short"), hex("00000801 00000003 0102"));
    assertThatThrownBy(() -> IdxFile.read(file))
        .isInstanceOf(DataSetException.class)
        .hasMessageStartingWith("IdxFile " + file + " needs 3 bytes of data for UBYTE[3], got 2;");
  }

  @Test
  void rejectsAGzipStreamThatEndsEarlyOrIsDamaged() throws IOException {
    byte[] packed = gzip(hex(BYTES));
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(packed, packed.length - 12));
    assertThatThrownBy(() -> IdxFile.read(cut))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "IdxFile %s needs a whole gzip stream, got only its beginning; take the file anew"
                .formatted(cut));
    Path magicOnly = Files.write(folder.resolve("magic"), Arrays.copyOf(packed, 2));
    assertThatThrownBy(() -> IdxFile.read(magicOnly)).hasMessageContaining("only its beginning");
    packed[packed.length - 6] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged"), packed);
    assertThatThrownBy(() -> IdxFile.read(damaged))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining("needs a whole gzip stream, got Corrupt GZIP trailer;");
  }

  @Test
  void rejectsTheWrongKindOfNumbers() throws IOException {
    IdxFile floats = parse("00000D01 00000001 3FC00000");
    assertThatThrownBy(floats::ints)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "IdxFile.ints() needs elements of type ubyte, byte, short or int, got float;"
                + " call floats(), which takes any");
    assertThatThrownBy(() -> parse("00000901 00000001 01").bytes())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "IdxFile.bytes() needs elements of type ubyte, got byte;"
                + " call floats(), which takes any");
  }

  @Test
  void sharesItsDataReadOnlyAndWithoutItsPosition() throws IOException {
    IdxFile file = parse(BYTES);
    assertThat(file.data().get()).isEqualTo((byte) 1);
    assertThat(file.data().get()).isEqualTo((byte) 1);
    assertThat(file.data().isReadOnly()).isTrue();
    assertThat(file).isEqualTo(parse(BYTES));
  }

  @Test
  void rejectsAShapeThatIsNotTheDatas() {
    assertThatThrownBy(() -> new IdxFile(IdxType.SHORT, List.of(2), ByteBuffer.wrap(new byte[3])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("IdxFile needs the 4 bytes of SHORT[2], got 3; correct the shape or the data");
    assertThatThrownBy(
            () -> new IdxFile(IdxType.UBYTE, List.of(-1, 0), ByteBuffer.wrap(new byte[0])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static IdxFile parse(String hex) throws IOException {
    return IdxFile.parse(hex(hex), "test");
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }
}
