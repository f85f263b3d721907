package io.atelier.data.fetch;

import io.atelier.data.DataSetException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A Debian package, an {@code ar} archive with the files in {@code data.tar.xz}. It is not trusted:
 * what it holds is read into bounded memory and never written under a name that it chose.
 */
record DebPackage(Path path, List<DataFile> files) {
  private static final String DATA = "data.tar.xz";
  private static final int DECODER_MEMORY_KIB = 128 << 10;

  /** What a package may hold beside the files: its documentation, and what gzip adds. */
  private static final long MARGIN_BYTES = 16 << 20;

  /**
   * {@return the content of each file, verified, by name}
   *
   * @throws DataSetException if a file is missing or wrong, or the archive is up to no good
   */
  Map<String, byte[]> contents() throws IOException {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(path));
        var ar = new ArArchiveInputStream(stream)) {
      ArArchiveEntry entry = ar.getNextEntry();
      while (entry != null && !entry.getName().equals(DATA)) {
        entry = ar.getNextEntry();
      }
      if (entry == null) {
        throw wrong("an entry " + DATA, "none");
      }
      var tar = new TarArchiveInputStream(new XZInputStream(ar, DECODER_MEMORY_KIB));
      return contents(tar);
    }
  }

  private Map<String, byte[]> contents(TarArchiveInputStream tar) throws IOException {
    long allowed = MARGIN_BYTES + files.stream().mapToLong(DataFile::size).sum();
    var found = new LinkedHashMap<String, byte[]>();
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      List<String> name = List.of(entry.getName().split("/"));
      if (entry.getName().startsWith("/") || name.contains("..")) {
        throw wrong("entries that stay in their folder", entry.getName());
      }
      allowed -= entry.getSize();
      if (allowed < 0) {
        throw wrong("entries no larger than the data set", "a larger " + entry.getName());
      }
      for (DataFile file : files) {
        if (entry.isFile() && entry.getName().endsWith("/" + file.name() + ".gz")) {
          var packed = new ByteArrayInputStream(tar.readNBytes((int) entry.getSize()));
          found.put(file.name(), file.verified(packed, path.getFileName() + ":" + entry.getName()));
        }
      }
    }
    var contents = new LinkedHashMap<String, byte[]>();
    for (DataFile file : files) {
      if (!found.containsKey(file.name())) {
        throw wrong("a file " + file.name() + ".gz", "none");
      }
      contents.put(file.name(), found.get(file.name()));
    }
    return contents;
  }

  private DataSetException wrong(String needed, String found) {
    return new DataSetException(
        "%s needs %s, got %s; the package is not the data set's"
            .formatted(path.getFileName(), needed, found));
  }
}
