package io.atelier.cli.option;

import io.atelier.cli.display.DownloadDisplay;
import io.atelier.data.DataSetException;
import io.atelier.data.fetch.DownloadProgress;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.dataset.LoadedData;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the data are now. */
public final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where the data are now: your own file or folder, or a folder with the files of a data set that is known"
              + " by name, plain or .gz. Default: where they were; such a data set is looked for in"
              + " $ATELIER_DATA, the user's cache and /usr/share/datasets, and else fetched.")
  private Path data;

  /** {@return the folder that is named} */
  public Optional<Path> folder() {
    return Optional.ofNullable(data);
  }

  /**
   * {@return the data of a run, found or fetched}
   *
   * @param config which they are
   */
  public LoadedData load(DataConfig config, PrintWriter err) throws DataSetException {
    return load(config, folder(), err);
  }

  /**
   * {@return the data of a run, found or fetched}
   *
   * @param elsewhere where the files are now, if not where the settings say
   */
  public static LoadedData load(DataConfig config, Optional<Path> elsewhere, PrintWriter err)
      throws DataSetException {
    return shown(err, download -> LoadedData.load(config, elsewhere, download));
  }

  /** {@return what a loader gives; what it downloads is shown meanwhile} */
  public static <T> T shown(PrintWriter err, Loader<T> loader) throws DataSetException {
    try (DownloadDisplay download = new DownloadDisplay(err)) {
      return loader.load(download::progressed);
    }
  }

  /**
   * Loads a data set.
   *
   * @param <T> what it is given as
   */
  public interface Loader<T> {
    /** {@return the data set} */
    T load(DownloadProgress progress) throws DataSetException;
  }
}
