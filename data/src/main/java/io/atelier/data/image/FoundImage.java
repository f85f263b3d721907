package io.atelier.data.image;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * A file that should hold a picture, as it was found.
 *
 * @param path below the folder of the set, with {@code /} between names
 * @param bytes its size
 * @param modified when it was last changed, in nanoseconds since 1970
 */
record FoundImage(String path, long bytes, long modified) {

  static FoundImage of(String path, BasicFileAttributes attributes) {
    return new FoundImage(
        path, attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
  }
}
