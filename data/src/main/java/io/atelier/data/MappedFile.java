package io.atelier.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file, mapped into memory in segments, since Java maps at most 2 GB at once. The
 * system reads pages as they are needed and drops them again where memory is short; they are no
 * part of the heap. The mapping ends when nobody holds it any more.
 */
final class MappedFile {
  private final Path path;
  private final List<MappedByteBuffer> segments;
  private final int segmentBytes;

  private MappedFile(Path path, List<MappedByteBuffer> segments, int segmentBytes) {
    this.path = path;
    this.segments = segments;
    this.segmentBytes = segmentBytes;
  }

  /**
   * {@return the bytes {@code [offset, offset + length)} of a file}
   *
   * @throws EOFException if the file is shorter
   * @throws IOException if it cannot be read or mapped
   */
  static MappedFile open(Path path, long offset, long length, int segmentBytes) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      if (offset < 0 || channel.size() - offset < length) {
        throw new EOFException(
            "%s needs at least %s bytes behind its first %s, got %s bytes in all; it was cut off, make it anew"
                .formatted(path, length, offset, channel.size()));
      }
      var segments = new ArrayList<MappedByteBuffer>();
      for (long at = 0; at < length; at += segmentBytes) {
        segments.add(
            channel.map(MapMode.READ_ONLY, offset + at, Math.min(segmentBytes, length - at)));
      }
      return new MappedFile(path, List.copyOf(segments), segmentBytes);
    }
  }

  Path path() {
    return path;
  }

  /** Copies {@code length} bytes from a position on; from any thread. */
  void read(long position, byte[] into, int at, int length) {
    for (int done = 0; done < length; ) {
      int within = (int) ((position + done) % segmentBytes);
      int part = Math.min(length - done, segmentBytes - within);
      segments.get((int) ((position + done) / segmentBytes)).get(within, into, at + done, part);
      done += part;
    }
  }

  /** {@return the byte at a position, unsigned} */
  int read(long position) {
    return segments.get((int) (position / segmentBytes)).get((int) (position % segmentBytes))
        & 0xFF;
  }
}
