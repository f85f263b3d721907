package io.atelier.cli.display;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;

/** Shows what is downloaded. */
public final class DownloadDisplay implements AutoCloseable {
  private final PrintWriter err;
  private final boolean live = Terminal.live();
  private String what = "";
  private ProgressBar bar;

  /** Shows nothing yet. */
  public DownloadDisplay(PrintWriter err) {
    this.err = err;
  }

  /** Shows how much of a file is there; a {@code DownloadProgress}. */
  public void progressed(String name, long bytes, long total) {
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
