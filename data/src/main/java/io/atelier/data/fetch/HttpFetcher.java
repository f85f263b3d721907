package io.atelier.data.fetch;

import io.atelier.data.DataSetException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fetches files, plain or packed with gzip, from below a web address.
 *
 * <p>Not with {@code java.net.http}: its time-outs end with the headers, and a server that falls
 * silent within a body would hang the program. A read time-out bounds every wait.
 *
 * @param address ends with a slash
 * @param suffix what follows the name of each file: {@code .gz}, or nothing
 * @param connectTimeout how long to wait for the server
 * @param readTimeout how long to wait for the next bytes
 */
public record HttpFetcher(URI address, String suffix, Duration connectTimeout, Duration readTimeout)
    implements Fetcher {

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public Map<String, byte[]> fetch(List<DataFile> files, DownloadProgress progress)
      throws IOException {
    var contents = new LinkedHashMap<String, byte[]>();
    for (DataFile file : files) {
      contents.put(file.name(), fetch(file, progress));
    }
    return contents;
  }

  private byte[] fetch(DataFile file, DownloadProgress progress) throws IOException {
    URI source = address.resolve(file.name() + suffix);
    var connection = (HttpURLConnection) source.toURL().openConnection();
    connection.setConnectTimeout((int) connectTimeout.toMillis());
    connection.setReadTimeout((int) readTimeout.toMillis());
    try {
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new DataSetException(
            "%s needs to answer 200, got %s; try later"
                .formatted(source, connection.getResponseCode()));
      }
      try (InputStream body = new Body(connection, file, file.name() + suffix, progress)) {
        return file.verified(body, source.toString());
      }
    } finally {
      connection.disconnect();
    }
  }

  /** Counts what comes and ends a body that is longer than the file could be when packed. */
  private static final class Body extends FilterInputStream {
    private static final int OVERHEAD = 1 << 16;

    private final DataFile file;
    private final String name;
    private final DownloadProgress progress;
    private final long total;
    private long count;

    Body(HttpURLConnection connection, DataFile file, String name, DownloadProgress progress)
        throws IOException {
      super(connection.getInputStream());
      this.file = file;
      this.name = name;
      this.progress = progress;
      this.total = connection.getContentLengthLong();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      if (read > 0) {
        count += read;
        progress.downloaded(name, count, total);
      }
      if (count > (long) file.size() + OVERHEAD) {
        throw new DataSetException(
            "%s needs at most %s bytes, got more; try later"
                .formatted(name, (long) file.size() + OVERHEAD));
      }
      return read;
    }
  }
}
