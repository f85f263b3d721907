package io.atelier.data.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files in the hands of one process, until it closes them or ends in any way. */
public final class OwnFile {
  private OwnFile() {}

  /**
   * {@return a channel to a file, made if it is not there, that is locked}
   *
   * @throws IOException if it cannot be read or written, or another process has it
   */
  public static FileChannel open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw taken(path, null);
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw taken(path, e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static IOException taken(Path path, Throwable cause) {
    return new IOException(
        path + " needs to be this process' alone, got one that another writes; wait for its end",
        cause);
  }
}
