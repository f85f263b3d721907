package io.atelier.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** PNG files chunk by chunk, with what {@code ImageIO} does not write. */
public final class PngFile {
  private static final byte[] SIGNATURE = {-119, 'P', 'N', 'G', 13, 10, 26, 10};

  private PngFile() {}

  /** {@return {@code file} with these chunks; empty ones are left out} */
  public static Path write(Path file, byte[]... chunks) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.write(SIGNATURE);
    for (byte[] chunk : chunks) {
      if (chunk.length > 12) {
        png.write(chunk);
      }
    }
    png.write(ByteBuffer.allocate(12).put(4, bytes("IEND")).putInt(8, crc(bytes("IEND"))).array());
    return Files.write(file, png.toByteArray());
  }

  /**
   * {@return the chunk that says how large the picture is}
   *
   * @param colours 0 gray, 2 RGB, 3 palette
   */
  public static byte[] header(int width, int height, int bits, int colours) {
    return chunk(
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) bits)
            .put((byte) colours)
            .array());
  }

  /** {@return rows, each with its filter in front} */
  public static byte[] pixels(byte[] rows) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(rows);
    }
    return chunk("IDAT", packed.toByteArray());
  }

  public static byte[] chunk(String type, byte[] content) {
    ByteBuffer named = ByteBuffer.allocate(4 + content.length).put(bytes(type)).put(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(named.array())
        .putInt(crc(named.array()))
        .array();
  }

  private static byte[] bytes(String type) {
    return type.getBytes(StandardCharsets.US_ASCII);
  }

  private static int crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return (int) crc.getValue();
  }
}
