package io.atelier.data.fetch;

import io.atelier.data.DataSetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder that holds the files of a data set, or should. */
record DataFolder(Path path, List<DataFile> files) {

  /** {@return whether not one of the files is here, good or bad} */
  boolean isEmpty() {
    return files.stream().allMatch(file -> candidates(file).isEmpty());
  }

  /** {@return whether one of the files at least is here and is what it should be} */
  boolean hasAny() {
    return files.stream()
        .anyMatch(
            file ->
                candidates(file).stream()
                    .anyMatch(
                        candidate -> {
                          try (InputStream stream = Files.newInputStream(candidate)) {
                            var unused = file.verified(stream, candidate.toString());
                            return true;
                          } catch (IOException e) {
                            return false;
                          }
                        }));
  }

  /**
   * {@return the content of each file, verified, by name}
   *
   * @throws DataSetException if a file is missing, unreadable or not what it should be
   */
  Map<String, byte[]> read() throws DataSetException {
    if (!Files.isDirectory(path) || !Files.isReadable(path)) {
      String found = Files.isDirectory(path) ? "one without permission" : "something else";
      throw new DataSetException(
          "%s needs to be a folder that can be read, got %s; correct the path or its permissions"
              .formatted(path, Files.exists(path) ? found : "nothing there"));
    }
    var contents = new LinkedHashMap<String, byte[]>();
    for (DataFile file : files) {
      contents.put(file.name(), read(file));
    }
    return contents;
  }

  private byte[] read(DataFile file) throws DataSetException {
    DataSetException wrong =
        new DataSetException(
            "%s needs a file %s or %2$s.gz, got neither; put it there"
                .formatted(path, file.name()));
    List<Path> candidates = candidates(file);
    for (Path candidate : candidates) {
      try (InputStream stream = Files.newInputStream(candidate)) {
        return file.verified(stream, candidate.toString());
      } catch (DataSetException e) {
        wrong = e;
      } catch (IOException e) {
        wrong =
            new DataSetException(
                "%s needs to be readable, got %s; correct its permissions"
                    .formatted(candidate, DataSetException.reason(e)),
                e);
      }
    }
    throw wrong;
  }

  private List<Path> candidates(DataFile file) {
    return Stream.of(file.name(), file.name() + ".gz")
        .map(path::resolve)
        .filter(Files::exists)
        .toList();
  }
}
