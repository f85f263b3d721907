package io.atelier.data.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Sees to it that what was written outlives a loss of power. */
final class Disk {
  private Disk() {}

  /**
   * Waits until a file's content, or the names in a folder, are on the disk.
   *
   * @throws IOException if they cannot be brought there
   */
  static void sync(Path path) throws IOException {
    boolean folder = Files.isDirectory(path);
    if (folder && !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return; // Windows opens no folder.
    }
    StandardOpenOption opened = folder ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, opened)) {
      channel.force(true);
    }
  }

  /** Waits until all that is in a folder is on the disk. */
  static void syncAll(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      sync(path);
    }
  }
}
