package io.atelier.data.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Makes Debian packages. */
final class TestDeb {
  static final String PLACE = "./usr/share/datasets/fashion-mnist/";

  private TestDeb() {}

  /** The entries of a package as it should be: path to content. */
  static Map<String, byte[]> entries() {
    var entries = new LinkedHashMap<String, byte[]>();
    entries.put("./usr/share/doc/dataset-fashion-mnist/copyright", new byte[100]);
    TinySet.contents()
        .forEach((name, content) -> entries.put(PLACE + name + ".gz", TinySet.gzip(content)));
    return entries;
  }

  static Path write(Path target, Map<String, byte[]> entries) throws IOException {
    return write(target, "data.tar.xz", tarXz(entries));
  }

  static Path write(Path target, String dataName, byte[] data) throws IOException {
    try (var ar = new ArArchiveOutputStream(Files.newOutputStream(target))) {
      put(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
      put(ar, "control.tar.xz", tarXz(Map.of("./control", new byte[10])));
      put(ar, dataName, data);
      ar.finish();
    }
    return target;
  }

  static byte[] tarXz(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(1)))) {
      for (var each : entries.entrySet()) {
        var entry = new TarArchiveEntry(each.getKey(), true);
        entry.setSize(each.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(each.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static void put(ArArchiveOutputStream ar, String name, byte[] content)
      throws IOException {
    ar.putArchiveEntry(new ArArchiveEntry(name, content.length));
    ar.write(content);
    ar.closeArchiveEntry();
  }
}
