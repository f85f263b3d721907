package io.atelier.data.fetch;

import io.atelier.data.DataSetException;
import io.atelier.data.file.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches a package of Debian's with {@code apt-get} and takes the files of a data set out of it;
 * nothing is installed.
 *
 * @param packageName such as {@code dataset-NAME}
 * @param aptGet the program
 * @param temporary where a temporary folder may be made
 * @param timeout how long each run of the program may take
 */
public record AptFetcher(String packageName, Path aptGet, Path temporary, Duration timeout)
    implements Fetcher {
  private static final Pattern URI_LINE = Pattern.compile("'[^']*' \\S+\\.deb (\\d{1,18})( .*)?");

  @Override
  public String name() {
    return "Debian's package " + packageName;
  }

  @Override
  public Map<String, byte[]> fetch(List<DataFile> files, DownloadProgress progress)
      throws IOException {
    try (var folder = new TemporaryFolder(temporary)) {
      var apt = new Apt(aptGet, folder.path(), timeout);
      apt.update(() -> progress.downloaded("Debian's package lists", 0, -1));
      long total = total(apt.run(() -> {}, "download", "--print-uris", packageName));
      Runnable report = () -> progress.downloaded(packageName, apt.downloadedBytes(), total);
      apt.run(report, "download", packageName);
      report.run();
      List<Path> packages = apt.packages();
      if (packages.size() != 1) {
        throw new DataSetException(
            "%s needs one .deb file from apt-get, got %s; download the files by hand"
                .formatted(name(), packages.size()));
      }
      return new DebPackage(packages.get(0), files).contents();
    }
  }

  /** {@return the size in what {@code --print-uris} prints, -1 if it does not say} */
  private static long total(List<String> lines) {
    return lines.stream()
        .map(URI_LINE::matcher)
        .filter(Matcher::matches)
        .mapToLong(line -> Long.parseLong(line.group(1)))
        .findFirst()
        .orElse(-1);
  }
}
