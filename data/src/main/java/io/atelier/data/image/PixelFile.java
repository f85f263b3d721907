package io.atelier.data.image;

import io.atelier.data.DataSetException;
import io.atelier.data.MappedValues;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A decoded set as one file: the pixels, then a description of them, then 20 bytes: the
 * description's length and checksum and a mark. A file without its end is no such file.
 *
 * @param path of the file
 * @param decoded what it holds
 */
record PixelFile(Path path, Decoded decoded) {
  private static final Logger LOG = LoggerFactory.getLogger(PixelFile.class);
  private static final long MARK = 0x4154_454C_5049_5831L;
  private static final int END_BYTES = 20;
  private static final int LARGEST_DESCRIPTION = 1 << 28;
  private static final int BLOCK_BYTES = 1 << 20;

  /** Writes the pixels of a set. */
  @FunctionalInterface
  interface Writer {
    Decoded write(OutputStream pixels) throws IOException;
  }

  /**
   * Writes a file.
   *
   * @param path of an empty file
   * @param key what the pixels were made of
   */
  static PixelFile write(Path path, String key, Writer writer) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      var checked = new CheckedOutputStream(new ChannelStream(path, channel), new CRC32C());
      Decoded decoded = writer.write(checked);
      var description = new ByteArrayOutputStream();
      var data = new DataOutputStream(description);
      data.writeUTF(key);
      data.writeLong(checked.getChecksum().getValue());
      decoded.write(data);
      byte[] bytes = description.toByteArray();
      checked.write(bytes);
      ByteBuffer end = ByteBuffer.allocate(END_BYTES);
      end.putInt(bytes.length).putLong(checksum(bytes)).putLong(MARK);
      checked.write(end.array());
      channel.force(true);
      return new PixelFile(path, decoded);
    }
  }

  /** {@return a file that was written whole, of this key; empty if there is none} */
  static Optional<PixelFile> open(Path path, String key) {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return Optional.of(new PixelFile(path, read(channel, key)));
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} is made anew: {}", path, e.getMessage());
      return Optional.empty();
    }
  }

  private static Decoded read(FileChannel channel, String key) throws IOException {
    ByteBuffer end = bytes(channel, channel.size() - END_BYTES, END_BYTES);
    int length = end.getInt();
    long checksum = end.getLong();
    require(end.getLong() == MARK && length >= 0 && length < LARGEST_DESCRIPTION);
    long pixels = channel.size() - END_BYTES - length;
    byte[] description = bytes(channel, pixels, length).array();
    require(checksum(description) == checksum);
    var data = new DataInputStream(new ByteArrayInputStream(description));
    require(data.readUTF().equals(key));
    long wanted = data.readLong();
    Decoded decoded = Decoded.read(data);
    require(decoded.bytes() == pixels && checksum(channel, pixels) == wanted);
    return decoded;
  }

  private static void require(boolean whole) throws IOException {
    if (!whole) {
      throw new IOException("it is damaged");
    }
  }

  private static ByteBuffer bytes(FileChannel channel, long at, int length) throws IOException {
    require(at >= 0);
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {}
    require(!bytes.hasRemaining());
    return bytes.flip();
  }

  private static long checksum(byte[] bytes) {
    var checksum = new CRC32C();
    checksum.update(bytes);
    return checksum.getValue();
  }

  private static long checksum(FileChannel channel, long length) throws IOException {
    var checksum = new CRC32C();
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    for (long at = 0; at < length; at += block.limit()) {
      block.clear().limit((int) Math.min(BLOCK_BYTES, length - at));
      while (block.hasRemaining() && channel.read(block, at + block.position()) >= 0) {}
      require(!block.hasRemaining());
      checksum.update(block.flip());
    }
    return checksum.getValue();
  }

  /** {@return the pixels, {@code [n, height, width, channels]}} */
  MappedValues values() throws IOException {
    return MappedValues.open(
        path, 0, decoded.count(), decoded.height(), decoded.width(), decoded.channels());
  }

  /** To a file, a block at a time. */
  private static final class ChannelStream extends OutputStream {
    private final Path path;
    private final FileChannel channel;

    ChannelStream(Path path, FileChannel channel) {
      this.path = path;
      this.channel = channel;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
      try {
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      } catch (IOException e) {
        throw new DataSetException(
            "%s needs room for the decoded pictures, got an error: %s; free some, or name another cache"
                .formatted(path.toAbsolutePath().getParent(), e.getMessage()),
            e);
      }
    }
  }
}
