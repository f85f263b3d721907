package io.atelier.data.format;

import java.io.IOException;

/** A way in which data sets are kept in files. */
public interface Format {

  /** {@return what it is called, such as {@code IDX files}} */
  String name();

  /** {@return what it is and what its files are called, for messages} */
  String description();

  /** {@return whether a path looks like this format, by the names of its files} */
  boolean fits(DataPath path) throws IOException;

  /**
   * {@return the data set}
   *
   * @param path that fits
   * @throws IOException if its files are damaged, do not belong together, or cannot be read; the
   *     message names the file
   */
  Reading read(DataPath path, ReadOptions options) throws IOException;
}
