package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A set of pictures that is larger than the heap, and larger than what training may take. */
@EnabledOnOs(OS.LINUX)
class StreamedPicturesTest {
  private static final int PICTURES = 400;
  private static final int SIDE = 256;

  @TempDir private Path temporary;

  /** 79 MB of pixels, a heap of 64 MiB, 16 MiB for training: four batches of twenty a window. */
  @Test
  void aSetLargerThanTheHeapIsDecodedAndTrainedOn() throws IOException, InterruptedException {
    write();
    List<String> first = run();
    assertThat(first).contains("inputs MappedValues[400, 256, 256, 3]", "windows 10");
    List<String> again = run();
    assertThat(again).contains(scores(first)).anyMatch(line -> line.contains("decoded before"));
  }

  private static String scores(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("scores ")).findFirst().orElseThrow();
  }

  private List<String> run() throws IOException, InterruptedException {
    return ChildJvm.lines(
        StreamedPictures.class,
        Map.of(),
        "-Xmx64m",
        "-Dset=" + temporary.resolve("set"),
        "-Dcache=" + temporary.resolve("cache"),
        "-Dmemory=" + (16 << 20));
  }

  /** Pictures of one colour each, as BMP: a header of 54 bytes, and quickly written. */
  private void write() throws IOException {
    Random random = new Random(1);
    int bytes = SIDE * SIDE * 3;
    ByteBuffer bmp = ByteBuffer.allocate(54 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(54 + bytes).putInt(0).putInt(54).putInt(40);
    bmp.putInt(SIDE).putInt(SIDE).putShort((short) 1).putShort((short) 24);
    for (int i = 0; i < PICTURES; i++) {
      byte[] row = new byte[bytes];
      Arrays.fill(row, (byte) random.nextInt(256));
      bmp.position(54).put(row);
      Path file = temporary.resolve("set/" + (i % 2 == 0 ? "a/" : "b/") + i + ".bmp");
      Files.createDirectories(file.getParent());
      Files.write(file, bmp.array());
    }
  }
}
