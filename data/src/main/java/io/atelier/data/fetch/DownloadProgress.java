package io.atelier.data.fetch;

/** Hears how far a download has come; a command line draws it as a progress bar. */
@FunctionalInterface
public interface DownloadProgress {

  /**
   * Called now and then, and once more at the end of each download.
   *
   * @param what the file or package that is coming
   * @param bytes how much of it is here
   * @param totalBytes how much there will be, -1 if unknown
   */
  void downloaded(String what, long bytes, long totalBytes);
}
