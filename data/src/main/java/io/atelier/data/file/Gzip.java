package io.atelier.data.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Content that may be packed with gzip, whatever its file is called. */
public final class Gzip {
  private static final int BUFFER = 1 << 16;

  private Gzip() {}

  /**
   * {@return what a stream brings, unpacked if it begins as gzip does (1F 8B)}
   *
   * @throws IOException if it cannot be read; it is closed then
   */
  public static InputStream unpacked(InputStream stream) throws IOException {
    var content = new BufferedInputStream(stream, BUFFER);
    try {
      content.mark(2);
      byte[] magic = content.readNBytes(2);
      content.reset();
      boolean packed = magic.length == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B;
      return packed ? new GZIPInputStream(content, BUFFER) : content;
    } catch (IOException e) {
      content.close();
      throw e;
    }
  }
}
