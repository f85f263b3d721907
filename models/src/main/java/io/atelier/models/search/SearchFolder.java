package io.atelier.models.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.atelier.models.run.Json;
import io.atelier.models.run.RunFolder;
import io.atelier.models.run.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The files of a search: {@code search.json, journal.jsonl, results.csv, worker.log, trials/} with
 * a run folder each, and at its end {@code best.json}.
 *
 * @param path of the folder
 */
public record SearchFolder(Path path) {

  /**
   * {@return a new search's folder}
   *
   * @throws IOException if it holds something or cannot be written
   */
  public static SearchFolder create(Path path, SearchSettings settings) throws IOException {
    RunFolder.requireFree(path);
    Files.createDirectories(path);
    SearchFolder folder = new SearchFolder(path);
    folder.write("search.json", settings);
    return folder;
  }

  /**
   * {@return the folder of a search that was begun}
   *
   * @throws IOException if it is none
   */
  public static SearchFolder existing(Path path) throws IOException {
    if (!Files.isRegularFile(path.resolve("search.json"))) {
      throw new IOException(
          path
              + " is not a search's folder: it has no search.json; name one that 'atelier search'"
              + " wrote");
    }
    return new SearchFolder(path);
  }

  /**
   * {@return the search's settings}
   *
   * @throws IOException if search.json is damaged
   */
  public SearchSettings settings() throws IOException {
    Path file = file("search.json");
    try {
      return Json.MAPPER.readValue(file.toFile(), SearchSettings.class);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is damaged: " + e.getOriginalMessage(), e);
    }
  }

  /** {@return the run folder of a trial} */
  public Path trial(int number) {
    return file("trials").resolve(String.format(Locale.ROOT, "%04d", number));
  }

  /** {@return the path of a file of the search} */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Writes a file as JSON, whole. */
  void write(String name, Object value) throws IOException {
    WholeFile.write(file(name), Json.MAPPER.writeValueAsString(value) + "\n");
  }
}
