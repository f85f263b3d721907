package io.atelier.data.fashion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for the data set, and has it fetched where it is not found. */
record Search(Sources sources, DownloadProgress progress) {
  private static final Logger LOG = LoggerFactory.getLogger(Search.class);
  private static final String FILES_BY_HAND =
      "name a folder that has the four files, with --data DIR or ATELIER_DATA";

  /** Verified contents by file name, and the folder that holds them. */
  record Found(Path folder, Map<String, byte[]> contents) {}

  /**
   * {@return the data set in the folder that the user named: it is there, or that is an error}
   *
   * @param by what named the folder
   */
  Found in(Path folder, String by) throws DataSetException {
    try {
      return new Found(folder, new DataFolder(folder, sources.files()).read());
    } catch (DataSetException e) {
      throw new DataSetException(by + ": " + e.getMessage(), e);
    }
  }

  /** {@return the data set, from the first place that has it} */
  Found anywhere() throws DataSetException {
    var tried = new ArrayList<String>();
    List<Path> places =
        Stream.concat(Stream.of(sources.cache()), sources.installed().stream()).toList();
    for (Path place : places) {
      var folder = new DataFolder(place, sources.files());
      if (folder.isEmpty()) {
        tried.add("no such files in " + place);
        continue;
      }
      try {
        return new Found(place, folder.read());
      } catch (DataSetException e) {
        LOG.warn("Passed over a damaged data set: {}", e.getMessage());
        tried.add(e.getMessage());
      }
    }
    return fetched(tried);
  }

  private Found fetched(List<String> tried) throws DataSetException {
    try {
      if (!sources.fetchers().isEmpty()) {
        // Before anything is downloaded.
        AtomicFile.probe(sources.cache());
      }
      for (Fetcher fetcher : sources.fetchers()) {
        Map<String, byte[]> contents;
        try {
          contents = fetcher.fetch(sources.files(), progress);
        } catch (IOException e) {
          tried.add(fetcher.name() + " failed: " + DataSetException.reason(e));
          continue;
        }
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
          AtomicFile.write(sources.cache().resolve(file.getKey()), file.getValue());
        }
        return new Found(sources.cache(), contents);
      }
    } catch (IOException e) {
      throw new DataSetException(
          "FashionMnist needs to write the cache %s, got %s; set XDG_CACHE_HOME, or %s"
              .formatted(sources.cache(), DataSetException.reason(e), FILES_BY_HAND),
          e);
    }
    throw new DataSetException(
        "FashionMnist needs its four files, got none (%s); %s"
            .formatted(String.join(" | ", tried), FILES_BY_HAND));
  }
}
