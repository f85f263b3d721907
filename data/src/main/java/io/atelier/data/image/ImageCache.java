package io.atelier.data.image;

import io.atelier.data.Given;
import io.atelier.data.fetch.Sources;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where decoded sets are kept, so that they are decoded once: a file for each set and way to decode
 * it, named by what it was made of. Files of sets that are no longer used can be deleted.
 *
 * @param folder made when it is needed; empty to keep nothing
 */
public record ImageCache(Optional<Path> folder) {
  /** Nothing is kept. */
  public static final ImageCache NONE = new ImageCache(Optional.empty());

  /**
   * @throws IllegalArgumentException if the folder is null
   */
  public ImageCache {
    Given.required(folder, "ImageCache", "a folder or none", "use ImageCache.NONE for none");
  }

  /** {@return a cache in a folder} */
  public static ImageCache in(Path folder) {
    return new ImageCache(Optional.of(folder));
  }

  /**
   * {@return the user's: {@code $XDG_CACHE_HOME/atelier/pictures}, or {@code
   * ~/.cache/atelier/pictures}}
   */
  public static ImageCache ofUser() {
    return ofUser(System.getenv());
  }

  static ImageCache ofUser(Map<String, String> environment) {
    return in(Sources.cache("pictures", environment));
  }
}
