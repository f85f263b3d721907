package io.atelier.data.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that grows by whole lines, each synced to the disk, in the hands of one process. A last
 * line without its end, which a kill leaves, is cut off.
 */
public final class LineFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final List<String> lines;

  private LineFile(Path path, FileChannel channel, List<String> lines) {
    this.path = path;
    this.channel = channel;
    this.lines = lines;
  }

  /**
   * {@return a file, made if it is not there}
   *
   * @throws IOException if it cannot be read or written, or another process has it
   */
  public static LineFile open(Path path) throws IOException {
    FileChannel channel = OwnFile.open(path);
    try {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
      int read;
      do {
        read = channel.read(bytes);
      } while (read > 0);
      int end = bytes.position();
      while (end > 0 && bytes.get(end - 1) != '\n') {
        end--;
      }
      channel.truncate(end);
      channel.position(end);
      String text = new String(bytes.array(), 0, end, StandardCharsets.UTF_8);
      return new LineFile(path, channel, text.lines().toList());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** {@return the lines that were there when it was opened} */
  public List<String> lines() {
    return lines;
  }

  /**
   * Adds a line.
   *
   * @param line without its end
   * @throws IOException if it cannot be written; the file is as it was then, or has the beginning
   *     of the line at its end, which is cut off when it is next opened
   */
  public void append(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    long end = channel.position();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      cutOff(end, e);
      throw new IOException(path + " cannot be written: " + e.getMessage(), e);
    }
  }

  private void cutOff(long end, IOException reason) {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
