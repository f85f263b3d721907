package io.atelier.lab.dataset;

import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.fetch.DataSetProvider;
import io.atelier.data.fetch.DownloadProgress;
import io.atelier.data.fetch.KnownDataSets;
import io.atelier.data.format.Formats;
import io.atelier.data.format.Reading;
import io.atelier.data.table.TableEncoding;
import io.atelier.lab.config.DataConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data of a run, read.
 *
 * @param set the data set
 * @param place where its files are
 * @param notes what was decided in reading and should be said, a sentence each
 * @param encoding how the columns of a table became numbers; empty for other formats
 */
public record LoadedData(
    DataSet set, Path place, List<String> notes, Optional<TableEncoding> encoding) {
  /** Copies the notes. */
  public LoadedData {
    notes = List.copyOf(notes);
  }

  /** {@return a set that was found by name} */
  public static LoadedData of(DataSet set, Path place) {
    return new LoadedData(set, place, List.of(), Optional.empty());
  }

  /**
   * {@return the data that settings name}
   *
   * @param elsewhere where the files are now, if not where the settings say
   * @param progress hears of downloads, on the calling thread
   * @throws DataSetException where there are no such data, or they are damaged
   */
  public static LoadedData load(
      DataConfig config, Optional<Path> elsewhere, DownloadProgress progress)
      throws DataSetException {
    Optional<DataSetProvider> named = KnownDataSets.named(config.source());
    if (named.isPresent()) {
      DataSetProvider.Found found = named.get().load(elsewhere, System.getenv(), progress);
      return of(found.set(), found.folder());
    }
    Path path = elsewhere.orElseGet(() -> Path.of(config.source()));
    if (elsewhere.isEmpty() && !Files.exists(path)) {
      throw new DataSetException(unknown(config.source()));
    }
    Reading read = Formats.read(path, config.reading());
    return new LoadedData(read.data(), path, read.notes(), read.encoding());
  }

  /**
   * Requires a word that may be a name to be one, or a file or folder.
   *
   * @throws IllegalArgumentException if there is nothing of this name
   */
  public static void requireKnown(String given) {
    if (given.matches("[\\w-]+") && !isNamed(given) && !Files.exists(Path.of(given))) {
      throw new IllegalArgumentException(unknown(given));
    }
  }

  private static String unknown(String name) {
    return "data need a name (%s), a file or a folder, got %s, where nothing is; correct it with --data. A data set of your own jar needs it: atelier --class-path JAR"
        .formatted(KnownDataSets.names(), name);
  }

  /**
   * {@return whether a path stands for a data set that is known by this name: it holds files of it,
   * or no data at all}
   *
   * <p>Where there is nothing, the data set says which files it needs. All else is other data.
   */
  public static boolean isMeant(String source, Path path) {
    Optional<DataSetProvider> named = KnownDataSets.named(source);
    return named.isPresent() && (named.get().isIn(path) || isNoData(path));
  }

  private static boolean isNoData(Path path) {
    try {
      Formats.at(path);
      return false;
    } catch (DataSetException e) {
      return true;
    }
  }

  /** {@return whether a data set is known by this name} */
  public static boolean isNamed(String source) {
    return KnownDataSets.named(source).isPresent();
  }

  /** {@return whose work a data set is that is known by this name; empty for all else} */
  public static String citation(String source) {
    return KnownDataSets.named(source).map(DataSetProvider::citation).orElse("");
  }

  /** {@return the SHA-256 of the files, by name} */
  public Map<String, String> hashes() {
    return set.fingerprint();
  }
}
