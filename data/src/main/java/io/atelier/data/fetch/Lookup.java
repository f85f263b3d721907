package io.atelier.data.fetch;

import io.atelier.data.DataSetException;
import io.atelier.data.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the files of a data set, and has them fetched where they are not found.
 *
 * @param sources what to look for, and where
 * @param progress hears of downloads, on the calling thread
 */
public record Lookup(Sources sources, DownloadProgress progress) {
  private static final Logger LOG = LoggerFactory.getLogger(Lookup.class);
  private static final String VARIABLE = "ATELIER_DATA";
  private static final String FILES_BY_HAND =
      "name a folder that has the %s files, with --data DIR or ATELIER_DATA";

  /**
   * Verified contents.
   *
   * @param folder that holds the files
   * @param contents by file name
   */
  public record Found(Path folder, Map<String, byte[]> contents) {}

  /**
   * {@return the data set in the folder that a flag names, or else {@code ATELIER_DATA}; where
   * neither does, from the first place that has it}
   *
   * @param data the folder that a {@code --data} flag names
   * @throws DataSetException where there is no such data set and none can be fetched
   */
  public Found find(Optional<Path> data, Map<String, String> environment) throws DataSetException {
    Optional<String> variable = Sources.variable(VARIABLE, environment);
    if (data.isPresent()) {
      return in(data.get(), "--data");
    }
    return variable.isPresent() ? in(Path.of(variable.get()), VARIABLE) : anywhere();
  }

  /**
   * {@return the data set in the folder that the user named: it is there, or that is an error}
   *
   * @param by what named the folder
   */
  private Found in(Path folder, String by) throws DataSetException {
    try {
      return new Found(folder, new DataFolder(folder, sources.files()).read());
    } catch (DataSetException e) {
      throw new DataSetException(by + ": " + e.getMessage(), e);
    }
  }

  /** {@return the data set, from the first place that has it} */
  Found anywhere() throws DataSetException {
    var tried = new ArrayList<String>();
    WholeFile.cleanAmongOthers(sources.cache());
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
        WholeFile.probe(sources.cache());
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
          WholeFile.write(sources.cache().resolve(file.getKey()), file.getValue());
        }
        return new Found(sources.cache(), contents);
      }
    } catch (IOException e) {
      throw new DataSetException(
          "%s needs to write the cache %s, got %s; set XDG_CACHE_HOME, or %s"
              .formatted(
                  sources.name(), sources.cache(), DataSetException.reason(e), filesByHand()),
          e);
    }
    throw new DataSetException(
        "%s needs its %s files, got none (%s); %s"
            .formatted(
                sources.name(), sources.files().size(), String.join(" | ", tried), filesByHand()));
  }

  private String filesByHand() {
    return FILES_BY_HAND.formatted(sources.files().size());
  }
}
