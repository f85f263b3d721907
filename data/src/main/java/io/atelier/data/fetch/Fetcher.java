package io.atelier.data.fetch;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A place to fetch the files of a data set from. */
public interface Fetcher {

  /** {@return what messages call this place} */
  String name();

  /**
   * {@return the content of each file, verified, by name}
   *
   * @throws IOException if one of them is not to be had, or not as it should be
   */
  Map<String, byte[]> fetch(List<DataFile> files, DownloadProgress progress) throws IOException;
}
