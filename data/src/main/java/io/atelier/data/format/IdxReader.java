package io.atelier.data.format;

import io.atelier.data.DataSetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads one IDX file, never further than a byte past what its header announces. */
final class IdxReader {
  /** What a Java array can hold, less the byte past the end and what some JVMs need. */
  private static final long LARGEST = Integer.MAX_VALUE - 16;

  private final Content content;
  private final String source;

  /** What is read. */
  @FunctionalInterface
  interface Content {
    /** {@return the next bytes, as many as there are; memory grows with what comes, not before} */
    byte[] next(int length) throws IOException;
  }

  IdxReader(Content content, String source) {
    this.content = content;
    this.source = source;
  }

  IdxFile read() throws IOException {
    byte[] magic = header(4, "a magic number of 4 bytes");
    IdxType type = type(magic);
    List<Integer> shape = shape(magic[3] & 0xFF);
    // A dimension of 0 must not hide that the others are too large to multiply.
    if (sizeBytes(type, shape.stream().map(n -> n == 0 ? 1 : n).toList()) > LARGEST) {
      throw wrong(
          "at most %s bytes of data".formatted(LARGEST),
          type + shape.stream().map(Integer::toUnsignedString).toList().toString());
    }
    long size = sizeBytes(type, shape);
    byte[] data = content.next((int) size + 1);
    if (data.length != size) {
      throw wrong(
          "%s bytes of data for %s%s".formatted(size, type, shape),
          data.length < size ? String.valueOf(data.length) : "more");
    }
    return new IdxFile(type, shape, ByteBuffer.wrap(data));
  }

  /** {@return how long the data are; at most 2^31 bytes, which stands for all that is longer} */
  static long sizeBytes(IdxType type, List<Integer> shape) {
    long size = type.sizeBytes();
    for (int dimension : shape) {
      // Unsigned, as in the file: what reads as a negative int is a dimension of 2^31 and more.
      size = Math.min(size * Integer.toUnsignedLong(dimension), 1L << 31);
    }
    return size;
  }

  private IdxType type(byte[] magic) throws DataSetException {
    if (magic[0] != 0 || magic[1] != 0 || magic[3] == 0) {
      throw wrong(
          "a magic number 00 00 <type> <rank, not 0>",
          HexFormat.ofDelimiter(" ").withUpperCase().formatHex(magic));
    }
    return IdxType.ofCode(magic[2] & 0xFF)
        .orElseThrow(
            () -> wrong("an element type 08, 09, 0B, 0C, 0D or 0E", "%02X".formatted(magic[2])));
  }

  private List<Integer> shape(int rank) throws IOException {
    ByteBuffer header =
        ByteBuffer.wrap(header(4 * rank, "%s dimensions of 4 bytes".formatted(rank)));
    var shape = new ArrayList<Integer>();
    while (header.hasRemaining()) {
      shape.add(header.getInt());
    }
    return shape;
  }

  private byte[] header(int length, String what) throws IOException {
    byte[] header = content.next(length);
    if (header.length < length) {
      throw wrong("a header with " + what, "only %s bytes of it".formatted(header.length));
    }
    return header;
  }

  private DataSetException wrong(String needed, String found) {
    return new DataSetException(
        "IdxFile %s needs %s, got %s; the file is damaged or of another format, take it anew"
            .formatted(source, needed, found));
  }
}
