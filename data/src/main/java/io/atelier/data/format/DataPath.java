package io.atelier.data.format;

import io.atelier.data.DataSetException;
import io.atelier.data.file.Gzip;
import io.atelier.data.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file or folder in which a data set may be.
 *
 * @param path of it
 * @param files the file itself, or those directly in the folder, sorted by name; hidden ones left
 *     out
 */
public record DataPath(Path path, List<Path> files) {

  /** Copies the list. */
  public DataPath {
    files = List.copyOf(files);
  }

  /**
   * {@return what is at a path}
   *
   * @throws DataSetException if nothing is there, or it cannot be read
   */
  public static DataPath of(Path path) throws DataSetException {
    boolean folder = Files.isDirectory(path);
    if (!Files.isReadable(path) || !(folder || Files.isRegularFile(path))) {
      throw new DataSetException(
          "%s needs to be a file or a folder that can be read, got %s; correct the path or its permissions"
              .formatted(path, Files.exists(path) ? "something else" : "nothing there"));
    }
    if (!folder) {
      return new DataPath(path, List.of(path));
    }
    try (Stream<Path> inside = Files.list(path)) {
      return new DataPath(
          path,
          inside
              .filter(file -> Files.isRegularFile(file) && !name(file).startsWith("."))
              .sorted()
              .toList());
    } catch (IOException e) {
      throw new DataSetException(
          "%s needs to be a folder that can be read, got %s; correct its permissions"
              .formatted(path, DataSetException.reason(e)),
          e);
    }
  }

  /** {@return whether it is a folder} */
  public boolean isFolder() {
    return Files.isDirectory(path);
  }

  /** {@return the file of this name, if it is one of these} */
  Optional<Path> file(String name) {
    return files.stream().filter(file -> name(file).equals(name)).findFirst();
  }

  /** {@return the files whose names match, with the match, in order} */
  Map<Path, Matcher> matching(Pattern names) {
    var matching = new LinkedHashMap<Path, Matcher>();
    for (Path file : files) {
      Matcher matcher = names.matcher(name(file));
      if (matcher.matches()) {
        matching.put(file, matcher);
      }
    }
    return matching;
  }

  /**
   * {@return what a data set here is called: the file's name without its ending, or the folder's}
   */
  String setName() {
    String name = name(path.toAbsolutePath().normalize());
    String stem = isFolder() ? name : name.replaceFirst("(?i)(\\.[a-z]{1,4})?(\\.gz)?$", "");
    return stem.isBlank() ? "data" : stem;
  }

  /** {@return the SHA-256 of the content of each file, unpacked, by name without {@code .gz}} */
  static Map<String, String> fingerprint(Collection<Path> files) throws IOException {
    var hashes = new LinkedHashMap<String, String>();
    for (Path file : files) {
      try (InputStream content = Gzip.unpacked(Files.newInputStream(file))) {
        hashes.put(unpackedName(file), Sha256.of(content));
      }
    }
    return hashes;
  }

  /** {@return what a file is called when it is not packed} */
  static String unpackedName(Path file) {
    return name(file).replaceFirst("(?i)\\.gz$", "");
  }

  static String name(Path file) {
    return file.getFileName() == null ? "" : file.getFileName().toString();
  }
}
