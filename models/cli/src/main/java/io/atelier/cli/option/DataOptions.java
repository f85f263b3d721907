package io.atelier.cli.option;

import io.atelier.cli.display.Terminal;
import io.atelier.data.DataSetException;
import io.atelier.data.fashion.FashionMnist;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.dataset.LoadedData;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Option;

/** Where the images are. */
public final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with the four Fashion-MNIST files, plain or .gz; nothing else is tried then. "
              + "Default: $ATELIER_DATA, else the user's cache, else /usr/share/datasets, else they are fetched.")
  private Path data;

  /** {@return the folder that is named} */
  public Optional<Path> folder() {
    return Optional.ofNullable(data);
  }

  /** {@return the data set, found or fetched} */
  public FashionMnist load(PrintWriter err) throws DataSetException {
    try (Download download = new Download(err)) {
      return FashionMnist.load(folder(), System.getenv(), download::progressed);
    }
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
    try (Download download = new Download(err)) {
      return LoadedData.load(config, elsewhere, download::progressed);
    }
  }

  /** Shows what is downloaded. */
  private static final class Download implements AutoCloseable {
    private final PrintWriter err;
    private final boolean live = Terminal.live();
    private String what = "";
    private ProgressBar bar;

    Download(PrintWriter err) {
      this.err = err;
    }

    void progressed(String name, long bytes, long total) {
      if (!name.equals(what)) {
        close();
        what = name;
        if (live) {
          bar = Terminal.bar(name, total, " MB", 1_000_000).build();
        } else {
          err.println("Fetching " + name);
          err.flush();
        }
      }
      if (bar != null) {
        bar.stepTo(bytes);
      }
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
        bar = null;
      }
    }
  }
}
