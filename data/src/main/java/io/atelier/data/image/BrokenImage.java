package io.atelier.data.image;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A file that should hold a picture and does not.
 *
 * @param path below the folder of the set
 * @param reason in one line
 */
record BrokenImage(String path, String reason) {
  private static final int LISTED = 10;

  /** {@return the first ten with their reasons, and how many more there are} */
  static String listed(List<BrokenImage> broken) {
    String first =
        broken.stream().limit(LISTED).map(BrokenImage::toString).collect(Collectors.joining(", "));
    return broken.size() > LISTED ? first + " and " + (broken.size() - LISTED) + " more" : first;
  }

  /** {@return both, as {@code cat/1.jpg (it is empty)}} */
  @Override
  public String toString() {
    return path + " (" + reason + ")";
  }
}
